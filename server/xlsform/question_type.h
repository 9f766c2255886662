// SPDX-License-Identifier: Apache-2.0
//
// The column `type` of a survey. Only for this folder.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "sucharit/v1/assessment.pb.h"

namespace sucharit {

enum class RowKind {
  kOneChoice,
  kSeveralChoices,
  kInteger,
  kDecimal,
  kText,
  kNote,
  kBeginGroup,
  kEndGroup,
  kBeginRepeat,
  kEndRepeat,
  kUnsupported,
};

struct QuestionType {
  RowKind kind = RowKind::kUnsupported;
  std::string list;  // Of choices.
  v1::Text why;      // Of kUnsupported and the repeats: what is wrong.
};

// Of any text. Older spellings ("select one", "begin group") are known.
QuestionType ParseQuestionType(absl::string_view text);

// The columns of the survey sheet that mean something in such a row, beside `type`.
const std::vector<std::string>& MeaningfulColumns(RowKind kind);

}  // namespace sucharit
