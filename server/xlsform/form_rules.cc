// SPDX-License-Identifier: Apache-2.0
#include "server/xlsform/form_rules.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"

namespace sucharit {
namespace {

// Followed by a parenthesis, these are no unknown functions.
constexpr std::array<absl::string_view, 5> kKnownWords = {"selected", "not", "count-selected",
                                                          "and", "or"};

bool BeginsWord(char character) {
  return absl::ascii_isalpha(static_cast<unsigned char>(character));
}

bool ContinuesWord(char character) {
  return absl::ascii_isalnum(static_cast<unsigned char>(character)) || character == '-' ||
         character == '_' || character == '.' || character == ':';
}

// Cuts what is quoted, or an item's name in braces, off the front.
bool CutQuoted(absl::string_view& rest) {
  if (rest[0] != '\'' && rest[0] != '"' && rest[0] != '{') return false;
  const size_t end = rest.find(rest[0] == '{' ? '}' : rest[0], 1);
  rest = end == absl::string_view::npos ? absl::string_view() : rest.substr(end + 1);
  return true;
}

absl::string_view CutWord(absl::string_view& rest) {
  const auto end = std::find_if_not(rest.begin(), rest.end(), ContinuesWord);
  const auto size = static_cast<size_t>(end - rest.begin());
  const absl::string_view word = rest.substr(0, size);
  rest.remove_prefix(size);
  return word;
}

std::string WithoutBlanks(absl::string_view text) {
  std::string result(text);
  result.erase(
      std::remove_if(result.begin(), result.end(),
                     [](unsigned char character) { return absl::ascii_isspace(character); }),
      result.end());
  return result;
}

bool IsDecimal(absl::string_view text) {
  if (absl::StartsWith(text, "-")) text.remove_prefix(1);
  return !text.empty() && absl::ascii_isdigit(static_cast<unsigned char>(text[0])) &&
         std::all_of(text.begin(), text.end(), [](unsigned char character) {
           return absl::ascii_isdigit(character) || character == '.';
         });
}

}  // namespace

std::string CleanRule(absl::string_view expression) {
  return absl::StrReplaceAll(expression,
                             {{"‘", "'"}, {"’", "'"}, {"“", "\""}, {"”", "\""}, {"\xC2\xA0", " "}});
}

std::string UnsupportedFunction(absl::string_view expression) {
  absl::string_view rest = expression;
  while (!rest.empty()) {
    if (CutQuoted(rest)) continue;
    if (!BeginsWord(rest[0])) {
      rest.remove_prefix(1);
      continue;
    }
    const absl::string_view word = CutWord(rest);
    const bool is_called = absl::StartsWith(absl::StripLeadingAsciiWhitespace(rest), "(");
    const bool is_known =
        std::find(kKnownWords.begin(), kKnownWords.end(), word) != kKnownWords.end();
    if (is_called && !is_known) return std::string(word);
  }
  return "";
}

NumberBounds BoundsOf(absl::string_view constraint) {
  NumberBounds bounds;
  for (const absl::string_view part : absl::StrSplit(constraint, " and ")) {
    const std::string term = WithoutBlanks(part);
    const bool is_minimum = absl::StartsWith(term, ".>=");
    const bool is_maximum = absl::StartsWith(term, ".<=");
    if ((!is_minimum && !is_maximum) || !IsDecimal(absl::string_view(term).substr(3))) return {};
    (is_minimum ? bounds.minimum : bounds.maximum) = term.substr(3);
  }
  return bounds;
}

std::optional<int> LengthLimitOf(absl::string_view constraint) {
  constexpr absl::string_view kLength = "string-length(.)<";
  const std::string text = WithoutBlanks(constraint);
  if (!absl::StartsWith(text, kLength)) return std::nullopt;
  absl::string_view rest = absl::string_view(text).substr(kLength.size());
  const bool is_strict = !absl::StartsWith(rest, "=");
  if (!is_strict) rest.remove_prefix(1);
  int limit = 0;
  if (rest.size() > 6 || !absl::SimpleAtoi(rest, &limit)) return std::nullopt;
  return is_strict ? limit - 1 : limit;
}

}  // namespace sucharit
