// SPDX-License-Identifier: Apache-2.0
#include "server/xlsform/assumptions.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "server/xlsform/findings.h"

namespace sucharit {
namespace {

// Two paragraphs that both end in the names they are about.
void AddAbout(const std::vector<std::string>& names, absl::string_view th, absl::string_view en,
              std::vector<v1::Text>& notes) {
  constexpr size_t kMostNames = 40;  // More would not fit into a text.
  if (names.empty()) return;
  const size_t shown = std::min(names.size(), kMostNames);
  const std::string list =
      absl::StrJoin(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(shown), ", ");
  const size_t rest = names.size() - shown;
  notes.push_back(
      Both(absl::StrCat(th, ": ", list, rest == 0 ? "" : absl::StrCat(" และอีก ", rest)),
           absl::StrCat(en, ": ", list, rest == 0 ? "" : absl::StrCat(" and ", rest, " more"))));
}

}  // namespace

v1::Text Assumptions::Complete(v1::Text text, const std::string& what) {
  if (text.th().empty() == text.en().empty()) return text;
  if (text.th().empty()) {
    text.set_th(text.en());
    without_thai_.push_back(what);
  } else {
    text.set_en(text.th());
    without_english_.push_back(what);
  }
  return text;
}

std::vector<v1::Text> Assumptions::Notes() const {
  std::vector<v1::Text> notes = notes_;
  AddAbout(without_english_, "ไม่มีข้อความภาษาอังกฤษ จึงใช้ภาษาไทยแทน",
           "No English text was given, so the Thai one stands in its place", notes);
  AddAbout(without_thai_, "ไม่มีข้อความภาษาไทย จึงใช้ภาษาอังกฤษแทน",
           "No Thai text was given, so the English one stands in its place", notes);
  AddAbout(reversed_, "คะแนนของตัวเลือกลดลงจากตัวแรกถึงตัวสุดท้าย จึงถือเป็นข้อกลับทิศ",
           "The scores fall from the first choice to the last, so these are taken as reversed",
           notes);
  AddAbout(
      ranges_, "ช่วงของตัวเลขที่ตอบได้ไม่ได้ระบุไว้ครบ จึงใช้ 0 ถึง 1000000 สำหรับส่วนที่ขาด",
      "The range of numbers wasn't given in full, so 0 and 1000000 are used for what is missing",
      notes);
  return notes;
}

}  // namespace sucharit
