// SPDX-License-Identifier: Apache-2.0
#include "server/users/password_rules.h"

#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "common/crypto/random.h"
#include "common/status/reason.h"
#include "common/text/utf8.h"

namespace sucharit {
namespace {

constexpr size_t kFewestLetters = 12;
constexpr size_t kMostBytes = 1024;
constexpr size_t kFewestDifferent = 5;
constexpr size_t kLongestName = 64;

// Long enough and on every list all the same.
constexpr absl::string_view kEverybodyTries[] = {
    "123456789012",  "1234567890123",  "123123123123",  "qwertyuiop12",
    "qwertyuiop123", "password1234",   "password12345", "passwordpassword",
    "administrator", "administrator1", "iloveyou1234",  "letmein12345",
    "welcome12345",  "changeme1234",   "abcdefghijkl",  "qwertyuiopasdf"};

// Without I, O, 0 and 1, as on cards.
constexpr absl::string_view kReadable = "abcdefghjkmnpqrstuvwxyz23456789";
constexpr int kGroups = 5;
constexpr int kGroupSize = 4;

absl::Status Weak(absl::string_view why) {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_PASSWORD_WEAK, why);
}

size_t CountLetters(absl::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xc0) != 0x80;
  }));
}

bool IsNameCharacter(char c) {
  return absl::ascii_islower(static_cast<unsigned char>(c)) ||
         absl::ascii_isdigit(static_cast<unsigned char>(c)) ||
         absl::string_view("._-@").find(c) != absl::string_view::npos;
}

}  // namespace

absl::Status CheckPassword(absl::string_view password, absl::string_view user_name) {
  if (password.size() > kMostBytes) return Weak("too long");
  if (FindBrokenText(password) != password.size()) return Weak("not UTF-8");
  if (CountLetters(password) < kFewestLetters) return Weak("too short");
  if (std::set<char>(password.begin(), password.end()).size() < kFewestDifferent) {
    return Weak("too few different letters");
  }
  if (absl::EqualsIgnoreCase(password, user_name)) return Weak("the user's name");
  for (const absl::string_view tried : kEverybodyTries) {
    if (absl::EqualsIgnoreCase(password, tried)) return Weak("everybody tries it");
  }
  return absl::OkStatus();
}

absl::Status CheckUserName(absl::string_view user_name) {
  const bool good = !user_name.empty() && user_name.size() <= kLongestName &&
                    std::all_of(user_name.begin(), user_name.end(), IsNameCharacter) &&
                    absl::ascii_isalnum(static_cast<unsigned char>(user_name[0]));
  if (good) return absl::OkStatus();
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_USER_NAME,
                 "not a name of a-z, 0-9, '.', '_', '-' and '@'");
}

std::string GeneratePassword() {
  std::string password;
  for (int i = 0; i < kGroups * kGroupSize; ++i) {
    if (i > 0 && i % kGroupSize == 0) password += '-';
    password += kReadable[crypto::RandomBelow(static_cast<uint32_t>(kReadable.size()))];
  }
  return password;
}

}  // namespace sucharit
