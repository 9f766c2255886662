// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "common/response/sealed_content.h"
#include "server/store/round_store.h"

namespace sucharit::bench {

// Valid answers of so many respondents, made up: every item that takes one choice is answered.
std::vector<CheckedAnswers> MadeUpAnswers(const Assessment& assessment,
                                          const Instrument& instrument, size_t count);

// Boxes as tablets seal them, with such answers, sealed on all cores.
std::vector<std::string> SealedBoxes(const RoundRecord& round, const ResponseContext& context,
                                     size_t count);

}  // namespace sucharit::bench
