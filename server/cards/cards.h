// SPDX-License-Identifier: Apache-2.0
//
// One-time codes on printed cards: one person, one response, and no list of who holds which.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/store/card_store.h"
#include "server/store/round_store.h"
#include "sucharit/v1/admin.pb.h"

namespace sucharit {

// The rules about a round's cards. Thread-safe.
class Cards {
 public:
  // `database` must outlive the object.
  explicit Cards(ServerDatabase& database) : cards_(database), rounds_(database) {}

  // See v1.AdminService.MakeCards. The codes are in the answer and nowhere else.
  absl::StatusOr<std::vector<v1::MadeCard>> Make(const v1::MakeCardsRequest& request);

  // See VoidCards, ReconcileCards, GetCards.
  absl::Status Void(const v1::VoidCardsRequest& request);
  absl::Status Reconcile(const v1::ReconcileCardsRequest& request);
  absl::StatusOr<std::vector<v1::QuestionnaireCards>> Get(absl::string_view round_id);

 private:
  absl::StatusOr<v1::CardAccount> AccountOf(absl::string_view round_id,
                                            absl::string_view questionnaire);

  CardStore cards_;
  RoundStore rounds_;
};

}  // namespace sucharit
