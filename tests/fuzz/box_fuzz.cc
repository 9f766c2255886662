// SPDX-License-Identifier: Apache-2.0
//
// Whoever has the round's public key can seal anything: any content must be read or refused with a
// reason, and what is read must be a valid set of answers.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "absl/strings/string_view.h"
#include "common/assessment/assessment.h"
#include "common/crypto/sealed_box.h"
#include "common/response/sealed_content.h"
#include "common/status/reason.h"
#include "sucharit/v1/response.pb.h"

namespace sucharit {
namespace {

const Assessment& Definition() {
  static const Assessment* const definition = new Assessment(LoadAssessment("ita-2567").value());
  return *definition;
}

void Check(const ResponseContext& context, absl::string_view padded) {
  const auto response = DecodeContent(context, padded);
  if (!response.ok()) {
    if (ReasonOf(response.status()) == v1::REASON_UNSPECIFIED) abort();
    return;
  }
  const auto again = EncodeContent(context, response->answers, response->receipt_number);
  if (!again.ok() || !DecodeContent(context, *again).ok()) abort();
}

// Within the padding and with the right names, which few inputs would have otherwise.
void CheckNamed(const ResponseContext& context, absl::string_view input) {
  v1::SealedContent content;
  if (!content.ParseFromArray(input.data(), static_cast<int>(input.size()))) return;
  content.set_round_id(context.round_id);
  content.set_counting_digest(context.assessment->counting_id());
  const auto padded =
      crypto::Pad(content.SerializeAsString(), PaddedContentSize(*context.instrument));
  if (padded.ok()) Check(context, *padded);
}

}  // namespace
}  // namespace sucharit

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view input(reinterpret_cast<const char*>(data), size);
  const sucharit::Assessment& definition = sucharit::Definition();
  const sucharit::ResponseContext context{std::string(sucharit::kRoundIdSize, 'r'), &definition,
                                          definition.FindInstrument("IIT")};
  sucharit::Check(context, input);
  sucharit::CheckNamed(context, input);
  return 0;
}
