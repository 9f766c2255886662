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

constexpr char kPassphraseOption[] = "--passphrase-file";

absl::Status Missing(absl::string_view why, absl::string_view option) {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_ARGUMENT, why, option);
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

absl::StatusOr<std::string> ReadNew(const std::string& file, absl::string_view option,
                                    const Say& prompt, CommandContext& context) {
  constexpr Say kAgain{"พิมพ์อีกครั้ง: ", "Once more: "};
  if (!file.empty()) return FirstLine(file);
  if (!CanAsk()) return Missing("no file, and no terminal to ask on", option);
  std::string first = Ask(context.In(prompt), context);
  std::string second = Ask(context.In(kAgain), context);
  const bool same = first == second;
  crypto::Wipe(second);
  if (same) return first;
  crypto::Wipe(first);
  return Missing("the two differ", option);
}

absl::StatusOr<std::string> ReadKnown(const std::string& file, absl::string_view option,
                                      const Say& prompt, CommandContext& context) {
  if (!file.empty()) return FirstLine(file);
  if (!CanAsk()) return Missing("no file, and no terminal to ask on", option);
  return Ask(context.In(prompt), context);
}

}  // namespace

bool CanAsk() { return isatty(STDIN_FILENO) != 0; }

absl::StatusOr<std::string> ReadPassphrase(const std::string& file, CommandContext& context) {
  constexpr Say kPrompt{"รหัสผ่านสำหรับสำเนากุญแจ (อย่างน้อย 12 ตัวอักษร): ",
                        "Passphrase for the copy of the key (at least 12 letters): "};
  return ReadNew(file, kPassphraseOption, kPrompt, context);
}

absl::StatusOr<std::string> ReadKnownPassphrase(const std::string& file, CommandContext& context) {
  constexpr Say kPrompt{"รหัสผ่านของกุญแจ: ", "The key's passphrase: "};
  return ReadKnown(file, kPassphraseOption, kPrompt, context);
}

absl::StatusOr<std::string> ReadNewPassword(const std::string& file, absl::string_view option,
                                            CommandContext& context) {
  constexpr Say kPrompt{"รหัสผ่านใหม่ (อย่างน้อย 12 ตัวอักษร): ", "New password (at least 12 letters): "};
  return ReadNew(file, option, kPrompt, context);
}

absl::StatusOr<std::string> ReadKnownPassword(const std::string& file, absl::string_view option,
                                              CommandContext& context) {
  constexpr Say kPrompt{"รหัสผ่าน: ", "Password: "};
  return ReadKnown(file, option, kPrompt, context);
}

}  // namespace sucharit
