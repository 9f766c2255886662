// SPDX-License-Identifier: Apache-2.0
//
// What an enrolled tablet sends may be anything: each batch must get a receipt whose signature
// holds and whose stored boxes are stored, or be refused by reason with nothing stored.
//
// The first byte of the input says which fields of the batch are set right before it is sent, so
// that inputs get past the checks.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <future>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/crypto/sealed_box.h"
#include "common/response/receipt.h"
#include "common/status/reason.h"
#include "server/intake/intake.h"
#include "tests/server/testing/core_for_tests.h"
#include "tests/server/testing/required.h"

namespace sucharit {
namespace {

using Receipt = absl::StatusOr<v1::PushResponsesResponse>;

constexpr uint8_t kRightRound = 1;
constexpr uint8_t kRightQuestionnaire = 2;
constexpr uint8_t kRightKey = 4;
constexpr uint8_t kRightDefinition = 8;

// One installation for all inputs.
struct Fixture {
  Fixture() { testing::Require(core.database.Lock()->Execute("PRAGMA synchronous = OFF")); }

  testing::CoreForTests core;
  const RoundRecord round = core.OpenRound();
  const std::string device_id = core.AddDevice("Counter 1");
  const std::string counting_id = testing::SmallAssessment().counting_id();
  Intake intake{core.database, core.keys};
};

void SetRight(const Fixture& fixture, uint8_t fields, v1::PushResponsesRequest& batch) {
  if ((fields & kRightRound) != 0) batch.set_round_id(fixture.round.round_id);
  if ((fields & kRightQuestionnaire) != 0) batch.set_questionnaire("S");
  if ((fields & kRightKey) != 0) batch.set_key_id(crypto::KeyId(fixture.round.sealing_key));
  if ((fields & kRightDefinition) != 0) batch.set_counting_digest(fixture.counting_id);
}

// How many boxes have to be there after that receipt.
int64_t StoredBy(const Fixture& fixture, const v1::PushResponsesRequest& batch,
                 const v1::PushResponsesResponse& receipt) {
  std::vector<std::string> ids;
  for (const std::string& box : batch.boxes()) ids.push_back(BoxId(box));
  const auto outcomes =
      VerifyReceipt(fixture.round.round_id, ids, receipt, fixture.round.receipt_key);
  if (!outcomes.ok()) abort();
  std::set<std::string> stored;
  for (size_t i = 0; i < ids.size(); ++i) {
    if (outcomes->at(i) == v1::OUTCOME_STORED) stored.insert(ids[i]);
  }
  return static_cast<int64_t>(stored.size());
}

void PushOne(uint8_t fields, v1::PushResponsesRequest batch) {
  static Fixture fixture;
  SetRight(fixture, fields, batch);
  std::promise<Receipt> promise;
  fixture.intake.Submit(fixture.device_id, batch,
                        [&promise](Receipt receipt) { promise.set_value(std::move(receipt)); });
  const Receipt receipt = promise.get_future().get();
  if (!receipt.ok() && ReasonOf(receipt.status()) == v1::REASON_UNSPECIFIED) abort();
  const int64_t expected = receipt.ok() ? StoredBy(fixture, batch, *receipt) : 0;
  const auto received = fixture.core.boxes.Count(fixture.round.round_id, "S");
  if (!received.ok() || received->in_time != expected || received->late != 0) abort();
  testing::Require(fixture.core.database.Lock()->Execute("DELETE FROM box"));
}

}  // namespace
}  // namespace sucharit

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  sucharit::v1::PushResponsesRequest batch;
  if (!batch.ParseFromArray(data + 1, static_cast<int>(size - 1))) return 0;
  sucharit::PushOne(data[0], std::move(batch));
  return 0;
}
