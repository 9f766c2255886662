// SPDX-License-Identifier: Apache-2.0
//
// Copies of a round's key in files, as officers keep them on media of their own.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "server/command_line/command_context.h"
#include "server/command_line/online/connection.h"

namespace sucharit {

// What `round open` and `round close` are told about copies.
struct KeyCopyOptions {
  std::vector<std::string> files;

  // Where each file is kept, in their order; the file's own path where there is none.
  std::vector<std::string> places;

  // None: it is asked for. One: for all copies. Else one for each.
  std::vector<std::string> passphrase_files;
};

// Adds the copies of a round's key to `request`: has the server wrap the key for each file, writes
// it and reads it back from there. A file that is there already isn't overwritten but read as it
// stands: so a call that was cut off can be repeated, and no other round's key is lost.
absl::Status AddKeyCopies(const KeyCopyOptions& options, CommandContext& context,
                          Connection& connection, v1::OpenRoundRequest& request);

// The copy in a file, with its passphrase. The caller wipes it.
absl::StatusOr<v1::KeyCopy> ReadKeyCopy(const KeyCopyOptions& options, CommandContext& context);

// Overwrites the passphrase and the wrapped key.
void WipeKeyCopy(v1::KeyCopy& copy);

}  // namespace sucharit
