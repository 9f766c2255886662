// SPDX-License-Identifier: Apache-2.0
//
// What several stores do to a round's cards within a transaction of theirs. Only for this folder.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/sql/database.h"
#include "server/store/card_store.h"

namespace sucharit {

// Notes which questionnaires of a new round take cards, each with a salt of its own.
absl::Status InsertCardQuestionnaires(sql::Database& database, absl::string_view round_id,
                                      const std::vector<std::string>& questionnaires);

// By id.
absl::StatusOr<std::vector<std::string>> CardQuestionnaires(sql::Database& database,
                                                            absl::string_view round_id);

// At close: keeps what became of the cards, and of each card only its hash, in the hashes' order,
// so that nothing leads from a response to a serial any more. Does nothing for a questionnaire that
// takes no cards.
absl::Status ForgetSerials(sql::Database& database, absl::string_view round_id,
                           absl::string_view questionnaire, const CardOutcome& outcome);

// At publication and when a round is cancelled: only totals are left.
absl::Status ForgetCards(sql::Database& database, absl::string_view round_id);

}  // namespace sucharit
