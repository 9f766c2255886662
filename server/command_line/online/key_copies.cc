// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/key_copies.h"

#include <filesystem>

#include "common/crypto/secret.h"
#include "common/files/files.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/command_line/online/round_argument.h"
#include "server/command_line/passphrase.h"

namespace sucharit {
namespace {

using Stub = v1::AdminService::Stub;

constexpr size_t kLargestKeyCopy = 4096;

absl::StatusOr<std::string> Wrap(const std::string& round_id, const std::string& passphrase,
                                 Connection& connection) {
  v1::WrapRoundKeyRequest request;
  request.set_round_id(round_id);
  request.set_passphrase(passphrase);
  auto response = connection.Call(&Stub::WrapRoundKey, request);
  crypto::Wipe(*request.mutable_passphrase());
  RETURN_IF_ERROR(response.status());
  return std::move(*response->mutable_wrapped_key());
}

// What opens the round is what stands on the medium, not what was meant to be written there.
absl::StatusOr<std::string> WrittenCopy(const std::string& file, const std::string& round_id,
                                        const std::string& passphrase, Connection& connection) {
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) {
    ASSIGN_OR_RETURN(const std::string wrapped, Wrap(round_id, passphrase, connection));
    RETURN_IF_ERROR(WriteFileAtomically(file, wrapped, 0600));
  }
  return ReadWholeFile(file, kLargestKeyCopy);
}

// The passphrase of the copy at `place`. `last` is the one of the copy before.
absl::StatusOr<std::string> PassphraseOf(const KeyCopyOptions& options, size_t place,
                                         const std::string& last, CommandContext& context) {
  const std::vector<std::string>& files = options.passphrase_files;
  if (place > 0 && files.size() <= 1) return last;
  return ReadPassphrase(files.empty() ? "" : files[place], context);
}

absl::Status CheckOptions(const KeyCopyOptions& options) {
  if (options.files.empty()) return Misused("no file for a copy of the key", "--key-copy");
  if (!options.places.empty() && options.places.size() != options.files.size()) {
    return Misused("one for each --key-copy, or none", "--place");
  }
  if (options.passphrase_files.size() > 1 &&
      options.passphrase_files.size() != options.files.size()) {
    return Misused("one for all, or one for each --key-copy", "--passphrase-file");
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status AddKeyCopies(const KeyCopyOptions& options, CommandContext& context,
                          Connection& connection, v1::OpenRoundRequest& request) {
  RETURN_IF_ERROR(CheckOptions(options));
  std::string passphrase;
  absl::Status status;
  for (size_t place = 0; place < options.files.size() && status.ok(); ++place) {
    const std::string& file = options.files[place];
    v1::KeyCopy& copy = *request.add_copies();
    copy.set_place(options.places.empty() ? file : options.places[place]);
    auto next = PassphraseOf(options, place, passphrase, context);
    crypto::Wipe(passphrase);
    RETURN_IF_ERROR(next.status());
    passphrase = *next;
    crypto::Wipe(*next);
    copy.set_passphrase(passphrase);
    auto wrapped = WrittenCopy(file, request.round_id(), passphrase, connection);
    status = wrapped.status();
    if (status.ok()) copy.set_wrapped_key(*wrapped);
  }
  crypto::Wipe(passphrase);
  return status;
}

absl::StatusOr<v1::KeyCopy> ReadKeyCopy(const KeyCopyOptions& options, CommandContext& context) {
  if (options.files.size() > 1 || options.passphrase_files.size() > 1) {
    return Misused("one copy is enough", "--key-copy");
  }
  v1::KeyCopy copy;
  if (options.files.empty()) return copy;
  ASSIGN_OR_RETURN(*copy.mutable_wrapped_key(),
                   ReadWholeFile(options.files.front(), kLargestKeyCopy));
  ASSIGN_OR_RETURN(
      *copy.mutable_passphrase(),
      ReadKnownPassphrase(options.passphrase_files.empty() ? "" : options.passphrase_files.front(),
                          context));
  return copy;
}

void WipeKeyCopy(v1::KeyCopy& copy) {
  crypto::Wipe(*copy.mutable_passphrase());
  crypto::Wipe(*copy.mutable_wrapped_key());
}

}  // namespace sucharit
