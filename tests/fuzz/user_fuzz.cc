// SPDX-License-Identifier: Apache-2.0
//
// Names and passwords come from anybody who reaches the server: each user is made or refused by
// reason, and whoever was made can log in.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "common/status/reason.h"
#include "server/users/users.h"
#include "tests/server/testing/core_for_tests.h"
#include "tests/server/testing/required.h"

namespace sucharit {
namespace {

UserRules Cheap() {
  UserRules rules;
  rules.cost = crypto::PasswordCost::kLeast;
  return rules;
}

// One installation for all inputs.
struct Fixture {
  Fixture() { testing::Require(core.database.Lock()->Execute("PRAGMA synchronous = OFF")); }

  testing::CoreForTests core;
};

void CheckUser(const v1::CreateUserRequest& request) {
  static Fixture fixture;
  Users users(fixture.core.database, fixture.core.clock, Cheap());
  const absl::Status made = users.Create(request);
  if (!made.ok()) {
    if (ReasonOf(made) == v1::REASON_UNSPECIFIED) abort();
    return;
  }
  v1::LogInRequest log_in;
  log_in.set_name(request.user().name());
  log_in.set_password(request.password());
  if (!users.LogIn(log_in, "here").ok() || !users.List().ok()) abort();
  for (const auto* rows : {"DELETE FROM session", "DELETE FROM user_role", "DELETE FROM user"}) {
    testing::Require(fixture.core.database.Lock()->Execute(rows));
  }
}

}  // namespace
}  // namespace sucharit

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sucharit::v1::CreateUserRequest request;
  if (request.ParseFromArray(data, static_cast<int>(size))) sucharit::CheckUser(request);
  return 0;
}
