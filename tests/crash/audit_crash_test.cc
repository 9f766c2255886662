// SPDX-License-Identifier: Apache-2.0
//
// A call that is cut off anywhere: what it changed has its line in the audit log once the server
// runs again, and the chain is whole.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "server/audit/audit_chain.h"
#include "server/rpc/gate.h"
#include "tests/crash/strike.h"
#include "tests/server/testing/core_for_tests.h"
#include "tests/server/testing/required.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

namespace fs = std::filesystem;

using testing::FakeClock;
using testing::Fault;
using testing::IsOk;
using testing::Require;
using testing::Required;
using testing::RunWith;
using testing::Strike;
using testing::TemporaryFolder;

constexpr char kPassword[] = "a password for tests";

UserRules CheapRules() { return {crypto::PasswordCost::kLeast, absl::Hours(12), absl::Hours(24)}; }

// What of a server lies between the wire and the database, in a folder.
class Parts {
 public:
  explicit Parts(const std::string& folder, std::unique_ptr<ServerDatabase> opened)
      : database(std::move(opened)),
        keys(folder + "/keys"),
        users(*database, clock, CheapRules()),
        audit(*database, clock, Required(keys.AuditKey())),
        begun(folder + "/data"),
        gate(*database, users, audit, begun),
        rounds(*database, keys, clock) {}

  const FakeClock clock;
  const std::unique_ptr<ServerDatabase> database;
  const KeyFolder keys;
  Users users;
  AuditLog audit;
  const BegunCalls begun;
  Gate gate;
  Rounds rounds;
};

absl::StatusOr<std::unique_ptr<Parts>> Open(const std::string& folder) {
  auto database = ServerDatabase::Open(folder + "/data");
  if (!database.ok()) return database.status();
  return std::make_unique<Parts>(folder, *std::move(database));
}

class AuditCrashTest : public ::testing::TestWithParam<Strike> {
 protected:
  AuditCrashTest() {
    testing::CoreForTests core(folder_.File("template/data"), folder_.File("template/keys"));
    Require(core.rounds.Create(testing::SmallRound()).status());
    Users users(core.database, core.clock, CheapRules());
    v1::CreateUserRequest request;
    request.mutable_user()->set_name("operator");
    request.mutable_user()->add_roles()->set_role(v1::ROLE_OPERATOR);
    request.set_password(kPassword);
    Require(users.Create(request));
    v1::LogInRequest log_in;
    log_in.set_name("operator");
    log_in.set_password(kPassword);
    token_ = Required(users.LogIn(log_in, "192.0.2.7")).token();
  }

  // The operator's call that cancels the round.
  absl::Status Cancel(const std::string& folder) const {
    const auto parts = Open(folder);
    if (!parts.ok()) return parts.status();
    v1::CancelRoundRequest request;
    request.set_round_id(testing::RoundId('a'));
    return (*parts)->gate.Run("sucharit.v1.AdminService", token_, request, [&](const Admitted&) {
      return (*parts)->rounds.Cancel(request.round_id());
    });
  }

  const TemporaryFolder folder_;
  std::string token_;
};

// The outcomes of all lines, after they were found to be a chain.
std::vector<std::string> Outcomes(AuditLog& log) {
  ChainCheck check(std::nullopt);
  std::vector<std::string> outcomes;
  for (const v1::AuditLine& line : Required(log.Lines(v1::ListAuditLinesRequest()))) {
    EXPECT_THAT(check.Add(line), IsOk());
    EXPECT_EQ(line.verb(), "CancelRound");
    EXPECT_EQ(line.user_name(), "operator");
    EXPECT_EQ(line.subject_kind(), "round");
    outcomes.push_back(line.outcome());
  }
  EXPECT_THAT(check.Finish(Required(log.Head())), IsOk());
  return outcomes;
}

TEST_P(AuditCrashTest, LeavesNoChangeWithoutALine) {
  bool done = false;
  int unknown = 0;
  for (int64_t at = 1; !done; ++at) {
    SCOPED_TRACE(at);
    const std::string folder = folder_.File(std::to_string(at));
    fs::copy(folder_.File("template"), folder, fs::copy_options::recursive);

    const auto struck = RunWith(GetParam(), at, [&] { return Cancel(folder); });

    done = struck.points < at;
    const auto parts = Required(Open(folder));
    ASSERT_THAT(parts->begun.NoteLeft(parts->audit), IsOk());
    const std::vector<std::string> outcomes = Outcomes(parts->audit);
    const bool changed = Required(parts->rounds.Describe(testing::RoundId('a'))).state() ==
                         v1::ROUND_STATE_CANCELLED;
    EXPECT_TRUE(!changed || !outcomes.empty()) << "a change without a line";
    EXPECT_TRUE(!struck.status.ok() || outcomes.front() == "OK");
    if (!outcomes.empty() && outcomes.back() == "UNKNOWN") ++unknown;
    ASSERT_THAT(parts->begun.NoteLeft(parts->audit), IsOk());
    EXPECT_EQ(Outcomes(parts->audit), outcomes) << "noted again";
    fs::remove_all(folder);
  }
  EXPECT_GT(unknown, GetParam().fault == Fault::kPowerCut ? 1 : 0);
}

INSTANTIATE_TEST_SUITE_P(AllFaults, AuditCrashTest, ::testing::ValuesIn(testing::kStrikes));

}  // namespace
}  // namespace sucharit
