// SPDX-License-Identifier: Apache-2.0
#include "common/response/card_list.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/crypto/card_code.h"
#include "common/crypto/signature.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr absl::string_view kPurpose{"sucharit cards v1\0", 18};
constexpr absl::string_view kZero{"\0", 1};

std::string SignedText(absl::string_view round_id, const v1::CardList& list) {
  return absl::StrCat(kPurpose, round_id, list.questionnaire(), kZero, list.hashes());
}

absl::string_view HashAt(const v1::CardList& list, size_t place) {
  return absl::string_view(list.hashes())
      .substr(place * crypto::kCardHashSize, crypto::kCardHashSize);
}

// The first place whose hash isn't smaller than `hash`.
size_t FirstNotBelow(const v1::CardList& list, absl::string_view hash) {
  size_t low = 0;
  size_t high = list.hashes().size() / crypto::kCardHashSize;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (HashAt(list, middle) < hash) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

bool IsSorted(const v1::CardList& list) {
  for (size_t i = 1; i < list.hashes().size() / crypto::kCardHashSize; ++i) {
    if (HashAt(list, i - 1) >= HashAt(list, i)) return false;
  }
  return true;
}

}  // namespace

absl::StatusOr<v1::CardList> SignCardList(absl::string_view round_id,
                                          absl::string_view questionnaire,
                                          std::vector<std::string> hashes,
                                          const crypto::Secret& receipt_key) {
  std::sort(hashes.begin(), hashes.end());
  v1::CardList list;
  list.set_questionnaire(std::string(questionnaire));
  list.set_hashes(absl::StrJoin(hashes, ""));
  ASSIGN_OR_RETURN(*list.mutable_signature(),
                   crypto::Sign(SignedText(round_id, list), receipt_key));
  return list;
}

absl::Status VerifyCardList(absl::string_view round_id, const v1::CardList& list,
                            absl::string_view receipt_public_key) {
  const bool genuine =
      list.hashes().size() % crypto::kCardHashSize == 0 && IsSorted(list) &&
      crypto::VerifySignature(SignedText(round_id, list), list.signature(), receipt_public_key);
  if (genuine) return absl::OkStatus();
  return Refused(absl::StatusCode::kDataLoss, v1::REASON_RECEIPT_NOT_GENUINE,
                 "the list of cards isn't the round's", list.questionnaire());
}

bool HoldsCard(const v1::CardList& list, absl::string_view hash) {
  const size_t place = FirstNotBelow(list, hash);
  return place < list.hashes().size() / crypto::kCardHashSize && HashAt(list, place) == hash;
}

}  // namespace sucharit
