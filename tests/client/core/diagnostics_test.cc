// SPDX-License-Identifier: Apache-2.0
#include "client/core/diagnostics.h"

#include <gtest/gtest.h>

#include "client/core/identity.h"
#include "common/crypto/certificate.h"
#include "common/crypto/digest.h"
#include "tests/client/core/tablet_for_tests.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::TabletForTests;

struct Space : StorageSpace {
  int64_t FreeBytes() const override { return 12345; }
};

Identity OurIdentity() {
  const crypto::Identity authority =
      crypto::MakeAuthority("Ours", absl::Now(), absl::Hours(1)).value();
  Identity identity;
  identity.address = "ita.example.go.th:8443";
  identity.authority_pem = identity.certificate_pem = authority.certificate_pem;
  identity.private_key_pem = authority.private_key_pem;
  identity.device_id = std::string(16, '\xd1');
  identity.device_name = "Counter 2";
  return identity;
}

Diagnostics Read(TabletForTests& tablet) {
  auto diagnostics = ReadDiagnostics(tablet.database(), Space());
  EXPECT_THAT(diagnostics.status(), IsOk());
  return diagnostics.value_or(Diagnostics());
}

TEST(DiagnosticsTest, NamesTheTabletAndItsServer) {
  TabletForTests tablet;
  EXPECT_FALSE(Read(tablet).enrolled);
  const Identity identity = OurIdentity();
  ASSERT_THAT(IdentityStore(tablet.database()).Save(identity), IsOk());

  const Diagnostics diagnostics = Read(tablet);

  EXPECT_TRUE(diagnostics.enrolled);
  EXPECT_EQ(diagnostics.address, "ita.example.go.th:8443");
  EXPECT_EQ(diagnostics.device_name, "Counter 2");
  EXPECT_EQ(diagnostics.device_id, "d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1");
  const std::string whole =
      crypto::ToHex(crypto::Sha256(crypto::CertificateToDer(identity.authority_pem).value()));
  EXPECT_EQ(diagnostics.fingerprint, whole.substr(0, 4) + " " + whole.substr(4, 4) + " " +
                                         whole.substr(8, 4) + " " + whole.substr(12, 4));
  EXPECT_EQ(diagnostics.free_bytes, 12345);
}

TEST(DiagnosticsTest, TellsWhichSchemaAndDefinitionsAreHeld) {
  TabletForTests tablet;

  const Diagnostics diagnostics = Read(tablet);

  EXPECT_EQ(diagnostics.schema_version, 1);
  ASSERT_EQ(diagnostics.definitions.size(), 1U);
  EXPECT_FALSE(diagnostics.definitions.front().id.empty());
  EXPECT_EQ(diagnostics.definitions.front().digest.size(), 16U);
}

TEST(DiagnosticsTest, CountsWhatWaitsInEachRoundAndSinceWhen) {
  TabletForTests tablet;
  EXPECT_TRUE(Read(tablet).rounds.empty());
  const int32_t today = DayInThailand(tablet.clock.Now());
  tablet.FinishOne();
  tablet.clock.Advance(absl::Hours(48));
  tablet.FinishOne(1, 1);

  const Diagnostics diagnostics = Read(tablet);

  ASSERT_EQ(diagnostics.rounds.size(), 1U);
  const WaitingRound& round = diagnostics.rounds.front();
  EXPECT_EQ(round.waiting, 2);
  EXPECT_EQ(round.refused, 0);
  EXPECT_EQ(round.since_day, today);
  EXPECT_EQ(round.title.th(), diagnostics.definitions.front().title.th());
}

TEST(DiagnosticsTest, CountsWhatTheServerRefusedApart) {
  TabletForTests tablet;
  tablet.FinishOne();
  ASSERT_THAT(Outbox(tablet.database()).Apply(tablet.Waiting(), {v1::OUTCOME_REFUSED}), IsOk());

  const Diagnostics diagnostics = Read(tablet);

  ASSERT_EQ(diagnostics.rounds.size(), 1U);
  EXPECT_EQ(diagnostics.rounds.front().waiting, 0);
  EXPECT_EQ(diagnostics.rounds.front().refused, 1);
  EXPECT_EQ(diagnostics.rounds.front().since_day, std::nullopt);
}

}  // namespace
}  // namespace sucharit
