// SPDX-License-Identifier: Apache-2.0
#include "server/anonymize/masking.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace sucharit {
namespace {

constexpr size_t kCitizenNumberSize = 13;

// What is replaced: so many bytes, by that word.
struct Found {
  size_t size = 0;
  const char* mask = nullptr;
};

// One digit of a number and where it stands.
struct Digit {
  int value = 0;
  size_t begin = 0;
  size_t end = 0;
};

bool IsLetterOrDigit(char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)); }

// The digit at `position`, ASCII or Thai (U+0E50 to U+0E59).
std::optional<Digit> DigitAt(absl::string_view text, size_t position) {
  const absl::string_view rest = text.substr(position);
  if (rest.empty()) return std::nullopt;
  if (absl::ascii_isdigit(static_cast<unsigned char>(rest[0]))) {
    return Digit{rest[0] - '0', position, position + 1};
  }
  if (rest.size() < 3 || !absl::StartsWith(rest, "\xe0\xb9")) return std::nullopt;
  const int value = static_cast<unsigned char>(rest[2]) - 0x90;
  if (value < 0 || value > 9) return std::nullopt;
  return Digit{value, position, position + 3};
}

// Bytes of the blank, hyphen, dot, slash or bracket at `position`; 0 if there is none.
size_t SeparatorAt(absl::string_view text, size_t position) {
  for (const char* separator : {" ", "-", ".", "/", "(", ")", "\t", "\u00a0", "\u2010", "\u2011",
                                "\u2012", "\u2013", "\u2014", "\u200b"}) {
    if (absl::StartsWith(text.substr(position), separator)) {
      return absl::string_view(separator).size();
    }
  }
  return 0;
}

// All digits from `position` on that at most three separators part from each other.
std::vector<Digit> DigitsFrom(absl::string_view text, size_t position) {
  std::vector<Digit> digits;
  while (true) {
    size_t separators = 0;
    std::optional<Digit> digit = DigitAt(text, position);
    for (; !digit && separators < 3; ++separators) {
      const size_t size = SeparatorAt(text, position);
      if (size == 0) return digits;
      position += size;
      digit = DigitAt(text, position);
    }
    if (!digit) return digits;
    digits.push_back(*digit);
    position = digit->end;
  }
}

// The check digit of a citizen number: 11 less the sum of the twelve others times 13 to 2.
bool IsCitizenNumber(const std::vector<Digit>& digits) {
  if (digits.size() < kCitizenNumberSize || digits[0].value == 0) return false;
  int sum = 0;
  for (size_t place = 0; place < kCitizenNumberSize - 1; ++place) {
    sum += digits[place].value * static_cast<int>(kCitizenNumberSize - place);
  }
  return (11 - sum % 11) % 10 == digits[kCitizenNumberSize - 1].value;
}

// Digits of a number in Thailand without what is dialled before it: 2 123 4567, 81 234 5678.
size_t SubscriberSize(int first) { return first == 6 || first == 8 || first == 9 ? 9 : 8; }

// How many of the digits are a telephone number; 0 if they don't begin with one.
size_t TelephoneSize(const std::vector<Digit>& digits, bool after_plus) {
  const auto starts_with = [&](const std::vector<int>& values) {
    return digits.size() > values.size() &&
           std::equal(values.begin(), values.end(), digits.begin(),
                      [](int value, const Digit& digit) { return value == digit.value; });
  };
  size_t dialled = 0;
  if (starts_with({0, 0, 6, 6})) {
    dialled = 4;
  } else if (after_plus && starts_with({6, 6})) {
    dialled = 2;
  } else if (after_plus) {
    return digits.size() >= 8 ? std::min<size_t>(digits.size(), 15) : 0;
  }
  if (digits.size() > dialled + 1 && digits[dialled].value == 0) ++dialled;
  if (dialled == 0 || digits.size() <= dialled || digits[dialled].value < 2) return 0;
  const size_t size = dialled + SubscriberSize(digits[dialled].value);
  return size <= digits.size() ? size : 0;
}

// Where the digits end that follow `last` without anything in between.
size_t EndOfNumber(absl::string_view text, const Digit& last) {
  size_t end = last.end;
  while (const std::optional<Digit> digit = DigitAt(text, end)) end = digit->end;
  return end;
}

std::optional<Found> NumberAt(absl::string_view text, size_t position) {
  const bool after_plus = text[position] == '+';
  const std::vector<Digit> digits = DigitsFrom(text, position + (after_plus ? 1 : 0));
  if (digits.empty()) return std::nullopt;
  if (!after_plus && IsCitizenNumber(digits)) {
    const size_t end = EndOfNumber(text, digits[kCitizenNumberSize - 1]);
    return Found{end - position, kMaskedCitizenNumber};
  }
  const size_t telephone = TelephoneSize(digits, after_plus);
  if (telephone == 0) return std::nullopt;
  return Found{EndOfNumber(text, digits[telephone - 1]) - position, kMaskedTelephone};
}

template <typename Predicate>
absl::string_view TakeWhile(absl::string_view text, Predicate predicate) {
  const auto end = std::find_if_not(text.begin(), text.end(), predicate);
  return text.substr(0, static_cast<size_t>(end - text.begin()));
}

// The longest name of a machine at the beginning of `text`: letters, digits, hyphens, and dots
// between.
absl::string_view HostOf(absl::string_view text) {
  absl::string_view host =
      TakeWhile(text, [](char c) { return IsLetterOrDigit(c) || c == '-' || c == '.'; });
  while (absl::ConsumeSuffix(&host, ".") || absl::ConsumeSuffix(&host, "-")) continue;
  return host;
}

// Whether it ends like "example.th": in a dot and at least two letters.
bool IsDomain(absl::string_view host) {
  const size_t dot = host.rfind('.');
  if (dot == absl::string_view::npos || dot == 0 || host.size() - dot < 3) return false;
  return std::all_of(host.begin() + static_cast<ptrdiff_t>(dot) + 1, host.end(),
                     [](unsigned char c) { return absl::ascii_isalpha(c); });
}

std::optional<Found> EmailAt(absl::string_view text) {
  const absl::string_view name = TakeWhile(text, [](char c) {
    return IsLetterOrDigit(c) || absl::string_view("._%+-").find(c) != absl::string_view::npos;
  });
  if (name.empty() || name.size() >= text.size() || text[name.size()] != '@') return std::nullopt;
  const absl::string_view host = HostOf(text.substr(name.size() + 1));
  if (!IsDomain(host)) return std::nullopt;
  return Found{name.size() + 1 + host.size(), kMaskedEmail};
}

// As far as an address may go: Thai text follows without a blank.
size_t AddressSize(absl::string_view text) {
  absl::string_view address = TakeWhile(text, [](char c) {
    return absl::ascii_isgraph(static_cast<unsigned char>(c)) &&
           absl::string_view("<>\"'`{}|\\^").find(c) == absl::string_view::npos;
  });
  while (!address.empty() &&
         absl::string_view(".,;:!?)]").find(address.back()) != absl::string_view::npos) {
    address.remove_suffix(1);
  }
  return address.size();
}

// Last labels of sites that people name without "http".
bool IsKnownSite(absl::string_view host) {
  if (!IsDomain(host)) return false;
  const std::vector<std::string> labels = absl::StrSplit(absl::AsciiStrToLower(host), '.');
  for (const char* known :
       {"app", "be",   "cc", "co", "com", "edu",    "gd",  "gg",   "gl", "info",
        "io",  "link", "ly", "me", "net", "online", "org", "site", "th", "tv"}) {
    if (labels.back() == known) return true;
  }
  return false;
}

std::optional<Found> LinkAt(absl::string_view text) {
  for (const char* start : {"http://", "https://", "ftp://", "www."}) {
    if (absl::StartsWithIgnoreCase(text, start) &&
        AddressSize(text) > absl::string_view(start).size()) {
      return Found{AddressSize(text), kMaskedLink};
    }
  }
  if (!IsKnownSite(HostOf(text))) return std::nullopt;
  return Found{AddressSize(text), kMaskedLink};
}

// What begins at `position`. Words and numbers are looked at where they begin, not within.
std::optional<Found> FindAt(absl::string_view text, size_t position) {
  const absl::string_view rest = text.substr(position);
  const bool within_word = position > 0 && IsLetterOrDigit(text[position - 1]);
  if (IsLetterOrDigit(text[position]) && !within_word) {
    if (const auto email = EmailAt(rest)) return email;
    if (const auto link = LinkAt(rest)) return link;
  }
  if (text[position] == '+' || DigitAt(text, position)) return NumberAt(text, position);
  return std::nullopt;
}

}  // namespace

std::string MaskIdentifiers(absl::string_view text) {
  std::string masked;
  size_t position = 0;
  while (position < text.size()) {
    const std::optional<Found> found = FindAt(text, position);
    if (found) {
      masked += found->mask;
      position += found->size;
      continue;
    }
    // A number that is none of these is copied as a whole, or its end might look like one.
    size_t end = position + 1;
    if (const std::optional<Digit> digit = DigitAt(text, position)) {
      end = EndOfNumber(text, *digit);
    }
    masked.append(text.data() + position, end - position);
    position = end;
  }
  return masked;
}

}  // namespace sucharit
