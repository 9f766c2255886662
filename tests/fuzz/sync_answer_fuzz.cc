// SPDX-License-Identifier: Apache-2.0
//
// What a server answers a tablet, which may be a dishonest one: an offer is kept whole or refused,
// and what is kept can be used; nothing unsigned is believed of what the server has.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "client/core/library.h"
#include "client/core/tablet_database.h"
#include "common/crypto/digest.h"
#include "common/response/received.h"
#include "common/status/reason.h"
#include "sucharit/v1/collect.pb.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit {
namespace {

// The public key of RFC 8032, 7.1, TEST 2. No input is a signature by it over this text.
constexpr char kPublicKey[] = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";

// One tablet for all inputs.
struct Fixture {
  Fixture() : database(TabletDatabase::Open(folder.File("tablet")).value()) {
    if (!database->Lock()->Execute("PRAGMA synchronous = OFF").ok()) abort();
  }

  testing::TemporaryFolder folder;
  std::unique_ptr<TabletDatabase> database;
};

void CheckOffers(const uint8_t* data, int size) {
  static Fixture fixture;
  v1::ListRoundsResponse offers;
  if (!offers.ParseFromArray(data, size)) return;
  Library library(*fixture.database);
  const absl::Status kept = library.Keep(offers);
  if (!kept.ok() && ReasonOf(kept) == v1::REASON_UNSPECIFIED) abort();
  const auto rounds = library.Rounds();
  if (!rounds.ok()) abort();
  for (const auto& round : *rounds) {
    if (!library.Find(round->offer.round_id()).ok()) abort();
    round->TakesCard("S");
    round->MayBegin(0);
  }
  if (!library.Keep(v1::ListRoundsResponse()).ok()) abort();
}

void CheckReceived(const uint8_t* data, int size) {
  v1::CheckReceivedResponse answer;
  if (!answer.ParseFromArray(data, size)) return;
  SplitBoxIds(answer.missing()).IgnoreError();
  v1::CheckReceivedRequest request;
  request.set_round_id(std::string(16, 'r'));
  request.set_box_ids(std::string(64, 'b'));
  if (VerifyReceived(request, answer, crypto::FromHex(kPublicKey, 32)).ok()) abort();
}

}  // namespace
}  // namespace sucharit

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sucharit::CheckOffers(data, static_cast<int>(size));
  sucharit::CheckReceived(data, static_cast<int>(size));
  return 0;
}
