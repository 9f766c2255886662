// SPDX-License-Identifier: Apache-2.0
#include "server/publish/evidence.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr size_t kLongestAddress = 2000;
constexpr size_t kLongestNote = 4000;

bool IsControl(char character) {
  return absl::ascii_iscntrl(static_cast<unsigned char>(character));
}

// Not the whole of RFC 3986: enough that it is one address, and no script.
bool IsAddress(absl::string_view text) {
  if (text.size() > kLongestAddress) return false;
  if (!absl::ConsumePrefix(&text, "http://") && !absl::ConsumePrefix(&text, "https://")) {
    return false;
  }
  if (text.empty() || text.front() == '/') return false;
  return std::none_of(text.begin(), text.end(), [](char character) {
    return IsControl(character) ||
           absl::StrContains(" \"<>\\^`{|}", absl::string_view(&character, 1));
  });
}

bool IsNote(absl::string_view text) {
  return text.size() <= kLongestNote && std::none_of(text.begin(), text.end(), [](char character) {
           return IsControl(character) && character != '\n' && character != '\t';
         });
}

absl::Status Refuse(absl::string_view message, const v1::ImportedScore& score) {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_EVIDENCE, message,
                 absl::StrCat(score.part(), " ", score.node()));
}

}  // namespace

absl::Status CheckEvidence(const std::vector<v1::ImportedScore>& scores) {
  for (const v1::ImportedScore& score : scores) {
    if (!score.evidence().empty() && !IsAddress(score.evidence())) {
      return Refuse("not an http or https address of at most 2,000 bytes", score);
    }
    if (!IsNote(score.note())) return Refuse("the note is too long or no text", score);
  }
  return absl::OkStatus();
}

}  // namespace sucharit
