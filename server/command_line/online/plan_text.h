// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <google/protobuf/repeated_field.h>

#include <nlohmann/json.hpp>
#include <string>

#include "common/assessment/assessment.h"
#include "common/text/language.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

using Measures = google::protobuf::RepeatedPtrField<v1::Measure>;

// The plan by topic, topics without measures among them: a gap is what a reader looks for.
std::string PlanToText(const Assessment& assessment, const Measures& measures, Language language);

nlohmann::json PlanToJson(const Measures& measures);

}  // namespace sucharit
