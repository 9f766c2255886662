// SPDX-License-Identifier: Apache-2.0
//
// What a bundle says, as flat tables: the same for CSV and for the workbook. Everything in them is
// public.
#pragma once

#include <string>
#include <vector>

#include "common/assessment/assessment.h"
#include "common/text/language.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// What a column holds, and so how a workbook shows it.
enum class ColumnKind {
  kId,        // Short.
  kCode,      // One of a few words that programs read; a workbook says CodeName() instead.
  kText,      // Long: wraps.
  kCount,     // An integer.
  kFigure,    // Rounded to two decimals.
  kFraction,  // Exact, "8620/93": never a number in a workbook, which would round it.
};

struct ResultColumn {
  const char* id;  // The head in CSV.
  Say title;       // The head in a workbook.
  ColumnKind kind;
};

struct ResultTable {
  std::string name;  // "items": of the CSV file.
  Say title;         // Of the workbook's sheet.
  std::vector<ResultColumn> columns;
  std::vector<std::vector<std::string>> rows;  // Each as long as `columns`; empty cells are empty.
};

// Items with their scores, in the order of the scores.
ResultTable ItemTable(const Assessment& assessment, const v1::Bundle& bundle, Language language);

// What respondents answered: one row for each joined part of an item, one without choices for an
// item that has only a mean or nothing.
ResultTable AnswersTable(const Assessment& assessment, const v1::Bundle& bundle, Language language);

// Scores by the groups of segments. What isn't shown has a row too that says so: a withheld
// segment, a hidden group, an item that isn't broken down.
ResultTable BreakdownTable(const Assessment& assessment, const v1::Bundle& bundle,
                           Language language);

// What became of the responses.
ResultTable TotalsTable(const v1::Bundle& bundle);

// Scores that were given, in the columns that `sucharit import` reads. Those of an imported part
// ("EIT-2") don't stand in a bundle; they follow exactly from the indicator and its other parts.
ResultTable ImportedTable(const Assessment& assessment, const v1::Bundle& bundle);

// All of them in that order.
std::vector<ResultTable> AllResultTables(const Assessment& assessment, const v1::Bundle& bundle,
                                         Language language);

// The name of any node of the score tree in the reader's language; its id if it has none.
std::string NodeName(const Assessment& assessment, const v1::NodeScore& node, Language language);

// What a code such as "counted" or "hidden" is called.
std::string CodeName(const std::string& code, Language language);

// The labels of some choices of an item, joined.
std::string ChoiceLabels(const Item& item, const v1::AnswerPart& part, Language language);

}  // namespace sucharit
