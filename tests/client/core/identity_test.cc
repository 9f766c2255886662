// SPDX-License-Identifier: Apache-2.0
#include "client/core/identity.h"

#include <gtest/gtest.h>

#include "tests/client/core/tablet_for_tests.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::TabletForTests;

Identity SomeIdentity() {
  Identity identity;
  identity.address = "ita.example.go.th:8443";
  identity.authority_pem = "authority";
  identity.device_id = std::string("\0device-id-bytes", 16);
  identity.device_name = "เคาน์เตอร์ 2";
  identity.private_key_pem = "private key";
  identity.certificate_pem = "certificate";
  identity.agency_name.set_th("เทศบาลทดสอบ");
  identity.agency_name.set_en("Test municipality");
  return identity;
}

class IdentityStoreTest : public ::testing::Test {
 protected:
  IdentityStore Store() { return IdentityStore(tablet_.database()); }

  TabletForTests tablet_;
};

TEST_F(IdentityStoreTest, IsEmptyBeforeEnrolment) {
  EXPECT_EQ(Store().Load().value(), std::nullopt);
  EXPECT_EQ(Store().PendingKey().value(), std::nullopt);
}

TEST_F(IdentityStoreTest, KeepsTheIdentityAcrossRestarts) {
  ASSERT_THAT(Store().Save(SomeIdentity()), IsOk());

  tablet_.Reopen();

  const std::optional<Identity> kept = Store().Load().value();
  ASSERT_TRUE(kept.has_value());
  EXPECT_EQ(kept->address, SomeIdentity().address);
  EXPECT_EQ(kept->authority_pem, SomeIdentity().authority_pem);
  EXPECT_EQ(kept->device_id, SomeIdentity().device_id);
  EXPECT_EQ(kept->device_name, SomeIdentity().device_name);
  EXPECT_EQ(kept->private_key_pem, SomeIdentity().private_key_pem);
  EXPECT_EQ(kept->certificate_pem, SomeIdentity().certificate_pem);
  EXPECT_EQ(kept->agency_name.th(), SomeIdentity().agency_name.th());
  EXPECT_EQ(kept->agency_name.en(), SomeIdentity().agency_name.en());
}

TEST_F(IdentityStoreTest, BelongsToOneServerOnly) {
  ASSERT_THAT(Store().Save(SomeIdentity()), IsOk());
  Identity other = SomeIdentity();
  other.address = "other.example.go.th:8443";

  EXPECT_THAT(Store().Save(other),
              IsRefused(absl::StatusCode::kAlreadyExists, v1::REASON_ALREADY_ENROLLED));

  EXPECT_EQ(Store().Load().value()->address, SomeIdentity().address);
}

TEST_F(IdentityStoreTest, KeepsTheKeyThatWaitsForItsCertificate) {
  ASSERT_THAT(Store().SavePendingKey("private key"), IsOk());

  tablet_.Reopen();

  EXPECT_EQ(Store().PendingKey().value(), "private key");
}

TEST_F(IdentityStoreTest, ForgetsTheWaitingKeyOnceItHasItsCertificate) {
  ASSERT_THAT(Store().SavePendingKey("private key"), IsOk());

  ASSERT_THAT(Store().Save(SomeIdentity()), IsOk());

  EXPECT_EQ(Store().PendingKey().value(), std::nullopt);
}

}  // namespace
}  // namespace sucharit
