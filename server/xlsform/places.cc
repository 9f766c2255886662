// SPDX-License-Identifier: Apache-2.0
#include "server/xlsform/places.h"

#include <vector>

#include "absl/strings/str_split.h"

namespace sucharit {

std::string Places::Find(absl::string_view subject, const std::string& otherwise) const {
  const std::vector<std::string> words = absl::StrSplit(subject, ", ");
  const auto part = places_.find(words[0]);
  if (part == places_.end()) return otherwise;
  for (size_t index = 1; index < words.size(); ++index) {
    const auto field = part->second.find(words[index]);
    if (field != part->second.end()) return field->second;
  }
  const auto whole = part->second.find("");
  return whole == part->second.end() ? otherwise : whole->second;
}

}  // namespace sucharit
