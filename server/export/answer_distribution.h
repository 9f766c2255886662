// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "common/assessment/assessment.h"
#include "common/text/language.h"
#include "server/export/result_tables.h"
#include "server/export/workbook_writer.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// How the answers to scored items lie between those that earn least and those that earn most. Items
// whose choices were joined into one part say nothing and are left out.
class AnswerDistribution {
 public:
  AnswerDistribution(const Assessment& assessment, const v1::Bundle& bundle, Language language);

  // Item, question, answers, then one column for each step from the least to the most. An item with
  // fewer parts than there are steps has its worst in the first, its best in the last.
  const ResultTable& table() const { return table_; }

  // The table's steps stacked, beside the table on the sheet of that name. The table has rows.
  SheetChart Chart(const std::string& sheet) const;

 private:
  void AddRow(const Item& item, const v1::AnswerTable& answers);

  const Language language_;
  ResultTable table_;
  size_t steps_ = 0;
};

}  // namespace sucharit
