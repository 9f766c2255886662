// SPDX-License-Identifier: Apache-2.0
#include "common/assessment/rule_tokens.h"

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/assessment/definition_rules.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

using Kind = RuleToken::Kind;

// Longer ones first.
constexpr std::array<absl::string_view, 6> kComparisons = {"!=", "<=", ">=", "=", "<", ">"};
constexpr std::array<absl::string_view, 5> kWords = {"and", "or", "not", "selected",
                                                     "count-selected"};

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }

bool IsWordPart(char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-'; }

class Reader {
 public:
  Reader(absl::string_view expression, absl::string_view place)
      : expression_(expression), place_(place) {}

  absl::StatusOr<std::vector<RuleToken>> Read() {
    std::vector<RuleToken> tokens;
    while (true) {
      while (begin_ < expression_.size() && absl::ascii_isspace(Byte(begin_))) ++begin_;
      ASSIGN_OR_RETURN(RuleToken token, Next());
      begin_ = end_;
      tokens.push_back(std::move(token));
      if (tokens.back().kind == Kind::kEnd) return tokens;
    }
  }

 private:
  unsigned char Byte(size_t position) const {
    return static_cast<unsigned char>(expression_[position]);
  }

  absl::Status Refuse(absl::string_view message) const {
    return RuleFault(message, expression_, begin_, place_);
  }

  RuleToken Token(Kind kind, size_t size, absl::string_view text = "") {
    end_ = begin_ + size;
    return {kind, std::string(text), begin_};
  }

  absl::StatusOr<RuleToken> Next() {
    const absl::string_view rest = expression_.substr(begin_);
    if (rest.empty()) return Token(Kind::kEnd, 0);
    if (rest[0] == '(') return Token(Kind::kOpen, 1);
    if (rest[0] == ')') return Token(Kind::kClose, 1);
    if (rest[0] == ',') return Token(Kind::kComma, 1);
    if (rest[0] == '.') return Token(Kind::kSelf, 1);
    if (rest[0] == '\'' || rest[0] == '"') return String(rest);
    if (absl::StartsWith(rest, "${")) return Reference(rest);
    if (IsDigit(rest[0]) || (rest[0] == '-' && rest.size() > 1 && IsDigit(rest[1]))) {
      return Number(rest);
    }
    for (const absl::string_view comparison : kComparisons) {
      if (absl::StartsWith(rest, comparison)) {
        return Token(Kind::kComparison, comparison.size(), comparison);
      }
    }
    return Word(rest);
  }

  absl::StatusOr<RuleToken> String(absl::string_view rest) {
    const size_t close = rest.find(rest[0], 1);
    if (close == absl::string_view::npos) return Refuse("a text without a closing quote");
    return Token(Kind::kString, close + 1, rest.substr(1, close - 1));
  }

  absl::StatusOr<RuleToken> Reference(absl::string_view rest) {
    const size_t close = rest.find('}');
    if (close == absl::string_view::npos) return Refuse("${ without }");
    return Token(Kind::kReference, close + 1,
                 absl::StripAsciiWhitespace(rest.substr(2, close - 2)));
  }

  RuleToken Number(absl::string_view rest) {
    size_t size = 1;
    while (size < rest.size() && (IsDigit(rest[size]) || rest[size] == '.')) ++size;
    return Token(Kind::kNumber, size, rest.substr(0, size));
  }

  absl::StatusOr<RuleToken> Word(absl::string_view rest) {
    const auto end = std::find_if_not(rest.begin(), rest.end(), IsWordPart);
    const absl::string_view word = rest.substr(0, static_cast<size_t>(end - rest.begin()));
    if (std::find(kWords.begin(), kWords.end(), word) == kWords.end()) {
      return Refuse("not part of the language of rules");
    }
    return Token(Kind::kWord, word.size(), word);
  }

  const absl::string_view expression_;
  const absl::string_view place_;
  size_t begin_ = 0;
  size_t end_ = 0;
};

}  // namespace

absl::Status RuleFault(absl::string_view message, absl::string_view expression, size_t begin,
                       absl::string_view place) {
  const auto characters =
      std::count_if(expression.begin(), expression.begin() + static_cast<std::ptrdiff_t>(begin),
                    [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; });
  return Fault(v1::REASON_DEFINITION_BAD_RULE, message,
               absl::StrCat(place, ", character ", characters + 1));
}

absl::StatusOr<std::vector<RuleToken>> ReadRuleTokens(absl::string_view expression,
                                                      absl::string_view place) {
  return Reader(expression, place).Read();
}

}  // namespace sucharit
