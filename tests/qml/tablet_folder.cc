// SPDX-License-Identifier: Apache-2.0
#include "tests/qml/tablet_folder.h"

#include <cstdio>
#include <cstdlib>
#include <memory>

#include "absl/status/status.h"
#include "client/core/identity.h"
#include "client/core/library.h"
#include "client/core/staff.h"
#include "common/crypto/sealed_box.h"

namespace sucharit::testing {
namespace {

// Ends the test program: the folder itself can't be made.
void Require(const absl::Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "no folder for the test: %s\n", status.ToString().c_str());
  std::abort();
}

Identity SomeIdentity() {
  Identity identity;
  identity.address = "127.0.0.1:1";
  identity.authority_pem = identity.private_key_pem = identity.certificate_pem = "none";
  identity.device_id = std::string(16, 'd');
  identity.device_name = "Counter 2";
  identity.agency_name.set_th("เทศบาลตำบลบางตะบูน");
  identity.agency_name.set_en("Bang Tabun Subdistrict Municipality");
  return identity;
}

}  // namespace

v1::ListRoundsResponse OneOpenRound(const Assessment& assessment, int32_t today, bool rehearsal) {
  v1::ListRoundsResponse offers;
  v1::RoundOffer& offer = *offers.add_rounds();
  offer.set_round_id(std::string(16, 'r'));
  offer.mutable_agency_name()->set_th("เทศบาลตำบลบางตะบูน");
  offer.mutable_agency_name()->set_en("Bang Tabun Subdistrict Municipality");
  offer.set_state(v1::ROUND_STATE_OPEN);
  offer.set_rehearsal(rehearsal);
  offer.set_definition(assessment.bytes());
  for (const std::string& questionnaire : assessment.Questionnaires()) {
    offer.add_questionnaires(questionnaire);
  }
  offer.set_sealing_key(crypto::GenerateSealingKeyPair().public_key);
  offer.set_key_id(crypto::KeyId(offer.sealing_key()));
  offer.set_receipt_key(std::string(32, 'k'));
  offer.set_first_day(today - 10);
  offer.set_last_day(today + 50);
  return offers;
}

void EnrolWithoutServer(TabletDatabase& database) {
  Require(IdentityStore(database).Save(SomeIdentity()));
}

void KeepOpenRound(TabletDatabase& database, const Assessment& assessment, int32_t today,
                   bool rehearsal) {
  Require(Library(database).Keep(OneOpenRound(assessment, today, rehearsal)));
}

void FillTabletFolder(const std::string& folder, const Clock& clock) {
  const auto database = TabletDatabase::Open(folder);
  Require(database.status());
  const auto assessment = LoadAssessment("ita-2567");
  Require(assessment.status());
  EnrolWithoutServer(**database);
  KeepOpenRound(**database, *assessment, DayInThailand(clock.Now()));
  Require(StaffStore(**database, clock).Add(kStaffName, kStaffPin).status());
}

}  // namespace sucharit::testing
