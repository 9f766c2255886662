// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/assessment/assessment.h"
#include "common/text/language.h"
#include "server/export/csv_writer.h"
#include "server/export/row_table.h"

namespace sucharit {

// Kept rows as an SPSS system file (.sav) in UTF-8, in constant memory. `day` is the day that the
// file says it was made on, in seconds since 1970; the same rows then give the same bytes.
//
//   one choice       ChoiceCodes() with value labels; a choice without a score of a scored item
//                    ("no opinion") is user-missing, as long as there are at most three of them
//   several choices  one variable a choice, 0 or 1; system-missing if the item isn't answered
//   number           with its decimals
//   text             0 or 1: whether it was answered
//
// Not answered is system-missing. Labels are in the reader's language, cut with "…" at SPSS's
// limits. The errors of ForEachRow and of the sink.
absl::Status WriteRowsSav(const Assessment& assessment, const Instrument& instrument,
                          const RowSource& source, Language language, int64_t day,
                          const ByteSink& sink);

// A name that SPSS takes for a variable: begins with a letter, letters, digits and "_" only, at
// most 64 bytes, no word of its language, and unlike all in `taken`, to which it is added.
std::string SpssName(absl::string_view name, std::set<std::string>& taken);

// `text` in at most `most` bytes (above 3), cut with "…", never within a letter or before its
// marks.
std::string CutToBytes(absl::string_view text, size_t most);

}  // namespace sucharit
