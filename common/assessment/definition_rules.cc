// SPDX-License-Identifier: Apache-2.0
#include "common/assessment/definition_rules.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr size_t kLongestText = 4000;

// Hostile weights may have thousands of different denominators; no honest group comes near this.
constexpr size_t kMostDenominatorBits = 4096;

constexpr char kDigits[] = "0123456789";
constexpr char kLowerCase[] = "abcdefghijklmnopqrstuvwxyz";
constexpr char kUpperCase[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

absl::Status CheckLetters(absl::string_view id, size_t longest, const std::string& allowed,
                          absl::string_view place) {
  if (id.empty()) return Fault(v1::REASON_DEFINITION_BAD_ID, "an id is empty", place);
  if (id.size() > longest) {
    return Fault(v1::REASON_DEFINITION_BAD_ID,
                 absl::StrCat("an id has more than ", longest, " letters"), place);
  }
  if (id.find_first_not_of(allowed) != absl::string_view::npos) {
    return Fault(v1::REASON_DEFINITION_BAD_ID,
                 absl::StrCat("an id has other letters than ", allowed), place);
  }
  return absl::OkStatus();
}

// Whether a refusal may repeat an id that hasn't been checked.
bool IsPrintable(absl::string_view id) {
  constexpr size_t kLongestShown = 64;
  return !id.empty() && id.size() <= kLongestShown && std::all_of(id.begin(), id.end(), [](char c) {
    return absl::ascii_isgraph(static_cast<unsigned char>(c));
  });
}

absl::Status CheckLanguage(absl::string_view words, absl::string_view place, absl::string_view what,
                           absl::string_view language) {
  const std::string text_place = absl::StrCat(place, ", ", what, " in ", language);
  if (absl::StripAsciiWhitespace(words).empty()) {
    return Fault(v1::REASON_DEFINITION_INCOMPLETE, "a text is missing", text_place);
  }
  if (words.size() > kLongestText) {
    return Fault(v1::REASON_DEFINITION_TOO_LARGE, "a text has more than 4,000 bytes", text_place);
  }
  return absl::OkStatus();
}

absl::Status CheckWhole(absl::string_view group, const std::vector<mpq_class>& shares) {
  mpq_class sum = 0;
  for (const mpq_class& share : shares) {
    sum += share;
    if (mpz_sizeinbase(sum.get_den_mpz_t(), 2) > kMostDenominatorBits) {
      return Fault(v1::REASON_DEFINITION_BAD_WEIGHTS,
                   "the weights have too large a common denominator", group);
    }
  }
  if (sum == 1) return absl::OkStatus();
  return Fault(v1::REASON_DEFINITION_BAD_WEIGHTS,
               absl::StrCat("the weights add up to ", FormatFraction(sum), ", not to 1"), group);
}

}  // namespace

absl::Status Fault(v1::Reason reason, absl::string_view message, absl::string_view place) {
  return Refused(absl::StatusCode::kInvalidArgument, reason, message, place);
}

std::string Place(absl::string_view kind, absl::string_view id, int position) {
  if (IsPrintable(id)) return absl::StrCat(kind, " ", id);
  return absl::StrCat(kind, " ", position + 1);
}

absl::Status CheckDefinitionId(absl::string_view id) {
  return CheckLetters(id, 64, absl::StrCat(kLowerCase, kDigits, "-"), "definition");
}

absl::Status CheckInstrumentId(absl::string_view id, absl::string_view place) {
  return CheckLetters(id, 16, absl::StrCat(kUpperCase, kDigits), place);
}

absl::Status CheckPartId(absl::string_view id, absl::string_view instrument,
                         absl::string_view place) {
  const std::string prefix = absl::StrCat(instrument, "-");
  if (!absl::StartsWith(id, prefix)) {
    return Fault(v1::REASON_DEFINITION_BAD_ID, absl::StrCat("a part's id begins with ", prefix),
                 place);
  }
  return CheckLetters(id.substr(prefix.size()), 4, kDigits, place);
}

absl::Status CheckChoiceId(absl::string_view id, absl::string_view place) {
  return CheckLetters(id, 32, absl::StrCat(kUpperCase, kLowerCase, kDigits, "_-"), place);
}

absl::Status CheckId(absl::string_view id, absl::string_view place) {
  return CheckLetters(id, 32, absl::StrCat(kUpperCase, kLowerCase, kDigits, "._-"), place);
}

absl::Status CheckUnique(const std::string& id, std::set<std::string>& taken,
                         absl::string_view place) {
  if (taken.insert(id).second) return absl::OkStatus();
  return Fault(v1::REASON_DEFINITION_DUPLICATE_ID, "the id is used twice", place);
}

absl::Status CheckText(const v1::Text& text, absl::string_view place, absl::string_view what) {
  RETURN_IF_ERROR(CheckLanguage(text.th(), place, what, "Thai"));
  return CheckLanguage(text.en(), place, what, "English");
}

absl::Status CheckOptionalText(const v1::Text& text, absl::string_view place,
                               absl::string_view what) {
  if (text.th().empty() && text.en().empty()) return absl::OkStatus();
  return CheckText(text, place, what);
}

absl::StatusOr<mpq_class> NumberUpTo(int most, absl::string_view text, absl::string_view place,
                                     absl::string_view what) {
  absl::StatusOr<mpq_class> number = ParseFraction(text);
  if (!number.ok()) {
    return Fault(v1::REASON_DEFINITION_BAD_NUMBER,
                 absl::StrCat("the ", what, " is ", number.status().message()), place);
  }
  if (*number > most) {
    return Fault(v1::REASON_DEFINITION_BAD_NUMBER, absl::StrCat("the ", what, " is above ", most),
                 place);
  }
  return number;
}

absl::StatusOr<std::vector<mpq_class>> SharesOf(absl::string_view group,
                                                const std::vector<Member>& members) {
  const bool none_given = std::all_of(members.begin(), members.end(),
                                      [](const Member& member) { return member.weight.empty(); });
  if (!none_given) return GivenSharesOf(group, members);
  return std::vector<mpq_class>(members.size(), mpq_class(1, std::max<size_t>(members.size(), 1)));
}

absl::StatusOr<std::vector<mpq_class>> GivenSharesOf(absl::string_view group,
                                                     const std::vector<Member>& members) {
  std::vector<mpq_class> shares;
  for (const Member& member : members) {
    if (member.weight.empty()) {
      return Fault(v1::REASON_DEFINITION_BAD_WEIGHTS,
                   absl::StrCat("the weight of ", member.place, " is missing"), group);
    }
    ASSIGN_OR_RETURN(mpq_class share, NumberUpTo(1, member.weight, member.place, "weight"));
    shares.push_back(std::move(share));
  }
  RETURN_IF_ERROR(CheckWhole(group, shares));
  return shares;
}

}  // namespace sucharit
