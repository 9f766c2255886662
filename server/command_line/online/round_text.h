// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <google/protobuf/repeated_field.h>

#include <nlohmann/json.hpp>
#include <string>

#include "common/text/language.h"
#include "sucharit/v1/admin.pb.h"

namespace sucharit {

// "open", "กำลังเปิดรับคำตอบ".
std::string StateName(v1::RoundState state, Language language);

// A round on a few lines: whose, when, its state, and a line for each questionnaire.
// What is special about a round: " [rehearsal: can't be published]", " [key kept off the server]".
// Empty for most.
std::string RoundMarks(const v1::Round& round, Language language);

std::string RoundToText(const v1::Round& round, Language language);

// How many responses were received, counted, refused, not valid and late.
std::string TotalsToText(const google::protobuf::RepeatedPtrField<v1::Totals>& totals,
                         Language language);

nlohmann::json RoundToJson(const v1::Round& round);
nlohmann::json TotalsToJson(const google::protobuf::RepeatedPtrField<v1::Totals>& totals);

}  // namespace sucharit
