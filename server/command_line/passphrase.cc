// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/passphrase.h"

#include <termios.h>
#include <unistd.h>

#include <iostream>

#include "common/crypto/secret.h"
#include "common/files/files.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr size_t kLongestFile = 4096;

absl::Status Missing(absl::string_view why) {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_ARGUMENT, why, "--passphrase-file");
}

// Turns the terminal's echo off for as long as it lives.
class Unseen {
 public:
  Unseen() {
    tcgetattr(STDIN_FILENO, &before_);
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
  }
  ~Unseen() { tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_); }
  Unseen(const Unseen&) = delete;
  Unseen& operator=(const Unseen&) = delete;

 private:
  termios before_{};
};

std::string Ask(const char* prompt, CommandContext& context) {
  context.err << prompt << std::flush;
  const Unseen unseen;
  std::string line;
  std::getline(std::cin, line);
  context.err << "\n";
  return line;
}

absl::StatusOr<std::string> FirstLine(const std::string& file) {
  ASSIGN_OR_RETURN(std::string text, ReadWholeFile(file, kLongestFile));
  std::string line = text.substr(0, text.find('\n'));
  crypto::Wipe(text);
  return line;
}

}  // namespace

absl::StatusOr<std::string> ReadPassphrase(const std::string& file, CommandContext& context) {
  constexpr Say kFirst{"รหัสผ่านสำหรับสำเนากุญแจ (อย่างน้อย 12 ตัวอักษร): ",
                       "Passphrase for the copy of the key (at least 12 letters): "};
  constexpr Say kAgain{"พิมพ์อีกครั้ง: ", "Once more: "};
  if (!file.empty()) return FirstLine(file);
  if (isatty(STDIN_FILENO) == 0) return Missing("no passphrase file, and no terminal to ask on");
  std::string first = Ask(context.In(kFirst), context);
  std::string second = Ask(context.In(kAgain), context);
  const bool same = first == second;
  crypto::Wipe(second);
  if (same) return first;
  crypto::Wipe(first);
  return Missing("the two passphrases differ");
}

absl::StatusOr<std::string> ReadKnownPassphrase(const std::string& file, CommandContext& context) {
  constexpr Say kPrompt{"รหัสผ่านของกุญแจ: ", "The key's passphrase: "};
  if (!file.empty()) return FirstLine(file);
  if (isatty(STDIN_FILENO) == 0) return Missing("no passphrase file, and no terminal to ask on");
  return Ask(context.In(kPrompt), context);
}

}  // namespace sucharit
