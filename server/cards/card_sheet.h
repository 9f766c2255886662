// SPDX-License-Identifier: Apache-2.0
//
// The sheet that cards are cut from.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "sucharit/v1/admin.pb.h"
#include "sucharit/v1/assessment.pb.h"

namespace sucharit {

// What stands on every card.
struct CardWords {
  v1::Text agency;
  v1::Text questionnaire;
};

// HTML that prints on A4, ten cards a page with lines to cut along; for document::HtmlToPdf. A card
// shows its code in groups and as a QR code, in Thai and English. Serials stand on the sheet's
// margin and are cut off, so that whoever voids a sheet or a card can name it and a card can't.
absl::StatusOr<std::string> CardSheet(const CardWords& words,
                                      const std::vector<v1::MadeCard>& cards);

}  // namespace sucharit
