// SPDX-License-Identifier: Apache-2.0
#include "common/response/sealed_content.h"

#include <utility>

#include "common/crypto/card_code.h"
#include "common/crypto/sealed_box.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "sucharit/v1/response.pb.h"

namespace sucharit {
namespace {

// Tags and lengths of v1.SealedContent's six fields, with room for a long answers field.
constexpr size_t kFraming = 16;
constexpr size_t kStep = 16;

absl::Status Malformed(absl::string_view why) {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_BOX_CONTENT_MALFORMED, why);
}

absl::Status CheckContext(const ResponseContext& context, const v1::SealedContent& content) {
  const bool same =
      content.round_id() == context.round_id &&
      content.counting_digest() == context.assessment->counting_id() &&
      content.questionnaire() == context.assessment->InstrumentPosition(context.instrument->id);
  if (same) return absl::OkStatus();
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_BOX_CONTEXT_MISMATCH,
                 "the box names another round, questionnaire or definition inside than outside");
}

}  // namespace

size_t PaddedContentSize(const Instrument& instrument) {
  const size_t longest = kFraming + kRoundIdSize + Assessment::kCountingIdSize +
                         kReceiptNumberSize + crypto::kPackedCardSize +
                         instrument.largest_packed_size + 1;
  return (longest + kStep - 1) / kStep * kStep;
}

absl::StatusOr<std::string> EncodeContent(const ResponseContext& context,
                                          const CheckedAnswers& answers,
                                          absl::string_view receipt_number,
                                          absl::string_view card) {
  v1::SealedContent content;
  content.set_round_id(context.round_id);
  content.set_counting_digest(context.assessment->counting_id());
  content.set_questionnaire(
      static_cast<uint32_t>(context.assessment->InstrumentPosition(context.instrument->id)));
  content.set_answers(answers.Pack());
  content.set_receipt_number(std::string(receipt_number));
  content.set_card(std::string(card));
  return crypto::Pad(content.SerializeAsString(), PaddedContentSize(*context.instrument));
}

absl::StatusOr<CheckedResponse> DecodeContent(const ResponseContext& context,
                                              absl::string_view padded) {
  if (padded.size() != PaddedContentSize(*context.instrument)) return Malformed("wrong size");
  const auto bytes = crypto::Unpad(padded);
  if (!bytes.ok()) return Malformed(bytes.status().message());
  v1::SealedContent content;
  if (!content.ParseFromString(*bytes)) return Malformed("not a response");
  if (content.receipt_number().size() != kReceiptNumberSize) return Malformed("no receipt number");
  if (!content.card().empty() && !crypto::IsPackedCard(content.card())) return Malformed("no card");
  RETURN_IF_ERROR(CheckContext(context, content));
  ASSIGN_OR_RETURN(CheckedAnswers answers,
                   UnpackAnswers(*context.assessment, *context.instrument, content.answers()));
  return CheckedResponse{std::move(answers), content.receipt_number(), content.card()};
}

}  // namespace sucharit
