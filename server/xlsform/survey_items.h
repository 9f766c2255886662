// SPDX-License-Identifier: Apache-2.0
//
// One question of a form. Only for this folder.
#pragma once

#include <map>
#include <set>
#include <string>

#include "server/xlsform/form_sheet.h"
#include "server/xlsform/question_type.h"
#include "server/xlsform/survey_sheet.h"
#include "sucharit/v1/assessment.pb.h"

namespace sucharit {

// Makes items of rows. Used for one form.
class ItemReader {
 public:
  // `groups` holds the names of all groups of the form with their labels and weights, which become
  // indicators where items with scores stand under them.
  struct Group {
    v1::Text label;
    std::string weight;
    std::string place;
  };
  ItemReader(SurveyContext& context, const std::map<std::string, Group>& groups)
      : context_(context), groups_(groups) {}

  // Adds the item of a question row, in `section` (empty outside of one).
  void Add(const FormRow& row, const QuestionType& type, const std::string& section);

  // The rule in a column: relevant or constraint; a finding if it calls an unknown function.
  std::string ReadRule(const FormRow& row, const std::string& column);

 private:
  void ReadWording(const FormRow& row, v1::Item& item);
  void ReadConstraint(const FormRow& row, v1::Item& item);
  void ReadChoices(const FormRow& row, const QuestionType& type, v1::Item& item);
  void ReadScoring(const FormRow& row, const ChoiceList& list, v1::Item& item);
  void ReadNumber(const FormRow& row, RowKind kind, v1::Item& item);
  void ReadText(const FormRow& row, v1::Item& item);
  void ReadSegment(const FormRow& row, const v1::Item& item);
  int ReadCount(const FormRow& row, const std::string& column, int least, int most, int otherwise);
  std::string IndicatorOf(const FormRow& row, const std::string& section);
  bool UseIndicator(const std::string& id);
  void NotePlaces(const FormRow& row, const std::string& part);

  SurveyContext& context_;
  const std::map<std::string, Group>& groups_;
  std::set<std::string> scales_;  // Lists that are in the definition already.
};

}  // namespace sucharit
