// SPDX-License-Identifier: Apache-2.0
//
// What a form doesn't say and the import therefore assumes. All of it is shown to the administrator
// as unverified. Only for this folder.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "sucharit/v1/assessment.pb.h"

namespace sucharit {

class Assumptions {
 public:
  void Add(v1::Text note) { notes_.push_back(std::move(note)); }

  // `text` in both languages: a missing one is the other one's, and `what` ("q1", "form_title") is
  // noted. An empty text stays empty.
  v1::Text Complete(v1::Text text, const std::string& what);

  // A scored item whose scores fall without the author saying that it is reversed.
  void NoteTakenAsReversed(const std::string& item) { reversed_.push_back(item); }

  // An item that takes numbers without a range.
  void NoteRange(const std::string& item) { ranges_.push_back(item); }

  // Everything assumed, as notes for v1::Definition.unverified.
  std::vector<v1::Text> Notes() const;

 private:
  std::vector<v1::Text> notes_;
  std::vector<std::string> without_thai_;
  std::vector<std::string> without_english_;
  std::vector<std::string> reversed_;
  std::vector<std::string> ranges_;
};

}  // namespace sucharit
