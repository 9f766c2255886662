// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "sucharit/v1/assessment.pb.h"

namespace sucharit {

constexpr size_t kMaximumFindings = 20;

// Both languages of a sentence.
inline v1::Text Both(std::string th, std::string en) {
  v1::Text text;
  text.set_th(std::move(th));
  text.set_en(std::move(en));
  return text;
}

// One thing to correct.
struct FormFinding {
  std::string place;  // "sheet survey, cell A7".
  v1::Text message;   // What is wrong there and what to do.
};

// What must be corrected before a form can be imported. The first ones are kept, all are counted.
class FormFindings {
 public:
  void Add(std::string place, v1::Text message) {
    ++count_;
    if (list_.size() < kMaximumFindings) list_.push_back({std::move(place), std::move(message)});
  }

  bool empty() const { return count_ == 0; }
  size_t count() const { return count_; }
  const std::vector<FormFinding>& list() const { return list_; }

 private:
  std::vector<FormFinding> list_;
  size_t count_ = 0;
};

}  // namespace sucharit
