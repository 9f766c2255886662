// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "common/assessment/assessment.h"
#include "common/text/language.h"

namespace sucharit {

// A definition for a person to read: what nobody has confirmed, then instruments, indicators and
// items with their choices, scores and rules, then what results are broken down by.
std::string DefinitionToText(const Assessment& assessment, Language language);

// Its title, sizes, digests, and what nobody has confirmed.
std::string DefinitionSummary(const Assessment& assessment, Language language);

}  // namespace sucharit
