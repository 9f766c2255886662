// SPDX-License-Identifier: Apache-2.0
//
// Showing scores, wherever they came from: from files, or from a server's round.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "absl/status/status.h"
#include "common/assessment/assessment.h"
#include "server/command_line/command_context.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

struct ShowOptions {
  std::string format;  // "text", "csv", "json"; empty for json if --json is given, else text.
  std::string output;  // A path; empty for the terminal.
  std::string beside;  // Path of a table of scores to compare with; empty for none.
};

// Adds --format, --output and --beside. `options` must outlive the parse.
void AddShowOptions(CLI::App& command, ShowOptions& options, const CommandContext& context);

// Prints or writes the scores. REASON_SCORES_DIFFER, after they are shown, if those of
// `options.beside` are others; the errors of reading and writing files; REASON_ARGUMENT if --json
// contradicts --format.
absl::Status ShowScores(const Assessment& assessment, const v1::Scores& scores,
                        const ShowOptions& options, CommandContext& context);

}  // namespace sucharit
