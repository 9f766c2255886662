// SPDX-License-Identifier: Apache-2.0
//
// Which cells the parts of a definition came from, so that its refusals can be shown there. Only
// for this folder.
#pragma once

#include <map>
#include <string>

#include "absl/strings/string_view.h"

namespace sucharit {

class Places {
 public:
  // `part` as the refusals of common/assessment name it: "item q1", "scale likert". `field` as they
  // name it ("show_if", "choice 3"), or "" for the part as a whole.
  void Set(const std::string& part, const std::string& field, std::string place) {
    places_[part][field] = std::move(place);
  }

  // The cell of a refusal's subject ("item q1, show_if, character 14"); `otherwise` if it is about
  // no part that is known.
  std::string Find(absl::string_view subject, const std::string& otherwise) const;

 private:
  std::map<std::string, std::map<std::string, std::string>> places_;
};

}  // namespace sucharit
