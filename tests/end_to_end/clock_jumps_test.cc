// SPDX-License-Identifier: Apache-2.0
//
// A server's or a tablet's clock that jumps by ten years before one step of a season, and is put
// right after it: what is refused says why, and each response is counted once.
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "client/core/enrol.h"
#include "client/core/form_session.h"
#include "client/core/identity.h"
#include "client/core/outbox.h"
#include "client/core/outbox_export.h"
#include "client/core/sync.h"
#include "common/crypto/certificate.h"
#include "common/enrolment/ticket.h"
#include "common/status/reason.h"
#include "tests/server/testing/required.h"
#include "tests/server/testing/server_for_tests.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using testing::FakeClock;
using testing::IsOk;
using testing::Required;
using testing::ServerForTests;
using testing::TemporaryFolder;

constexpr absl::Duration kTenYears = absl::Hours(24 * 3653);
constexpr int64_t kResponses = 1;

struct Jump {
  absl::Duration by;
  bool on_server;
};

void PrintTo(const Jump& jump, std::ostream* out) {
  *out << absl::FormatDuration(jump.by) << " on the " << (jump.on_server ? "server" : "tablet");
}

// A server, a tablet, and the steps of a season between them.
class Season {
 public:
  Season() : round_(server_.OpenRound()), ticket_(FormatTicket(server_.Ticket())) {
    Add("enrol", [this] { return Enrol(*tablet_, ticket_, "Counter 1"); });
    for (int64_t number = 0; number < kResponses; ++number) {
      Add("begin", [this] { return Begin(); });
      Add("answer", [this] { return session_->Answer(0, size_t{1}); });
      Add("answer again", [this] { return session_->Answer(1, size_t{1}); });
      Add("finish", [this] { return session_->Finish().status(); });
      Add("push", [this] { return Push(); });
    }
    Add("export", [this] { return ExportOutbox(*tablet_, folder_.File("file")).status(); });
    Add("log in",
        [this] { return server_.LogIn(testing::kOperator, testing::kPassword).status(); });
    Add("close", [this] { return Close(); });
  }

  size_t size() const { return steps_.size(); }

  // Does all steps, the one at `place` first with a clock that has jumped and then, if it was
  // refused, with a right one.
  void RunWithJumpAt(size_t place, const Jump& jump) {
    for (size_t i = 0; i < steps_.size(); ++i) {
      if (i == place) {
        FakeClock& clock = jump.on_server ? server_.clock : clock_;
        clock.Advance(jump.by);
        const absl::Status status = steps_[i].work();
        clock.Advance(-jump.by);
        EXPECT_TRUE(status.ok() || ReasonOf(status) != v1::REASON_UNSPECIFIED)
            << steps_[i].name << " says no reason: " << status;
        if (status.ok()) continue;
      }
      EXPECT_THAT(steps_[i].work(), IsOk()) << steps_[i].name;
    }
  }

  int64_t counted() const { return totals_.counted(); }
  int64_t received() const { return totals_.received(); }
  OutboxCounts Counts() { return Required(Outbox(*tablet_).Counts()).at(0); }

 private:
  struct Step {
    std::string name;
    std::function<absl::Status()> work;
  };

  void Add(const std::string& name, std::function<absl::Status()> work) {
    steps_.push_back({name, std::move(work)});
  }

  absl::Status Begin() {
    auto session = FormSession::Begin(*tablet_, clock_, {round_.round_id, "S"});
    if (!session.ok()) return session.status();
    session_ = *std::move(session);
    return absl::OkStatus();
  }

  // Clocks that differ are told, and keep nothing from being sent.
  absl::Status Push() {
    SyncObserver nobody;
    SyncOptions options;
    options.clock = &clock_;
    return Synchronize(*tablet_, options, nobody);
  }

  absl::Status Close() {
    const std::string device = Required(IdentityStore(*tablet_).Load())->device_id;
    const auto closed = server_.Close(round_.round_id, {device});
    if (closed.ok()) totals_ = closed->totals(0);
    return closed.status();
  }

  ServerForTests server_;
  const RoundRecord round_;
  const std::string ticket_;
  const TemporaryFolder folder_;
  FakeClock clock_;
  const std::unique_ptr<TabletDatabase> tablet_ =
      Required(TabletDatabase::Open(folder_.File("tablet")));
  std::unique_ptr<FormSession> session_;
  std::vector<Step> steps_;
  v1::Totals totals_;
};

class ClockJumpsTest : public ::testing::TestWithParam<Jump> {};

TEST_P(ClockJumpsTest, LoseAndDoubleNothingWheneverTheyCome) {
  const size_t steps = Season().size();
  for (size_t place = 0; place < steps; ++place) {
    SCOPED_TRACE(place);
    Season season;

    season.RunWithJumpAt(place, GetParam());

    EXPECT_EQ(season.counted(), kResponses);
    EXPECT_EQ(season.received(), kResponses);
    EXPECT_EQ(season.Counts().stored, kResponses);
  }
}

INSTANTIATE_TEST_SUITE_P(TenYears, ClockJumpsTest,
                         ::testing::Values(Jump{kTenYears, true}, Jump{-kTenYears, true},
                                           Jump{kTenYears, false}, Jump{-kTenYears, false}),
                         [](const ::testing::TestParamInfo<Jump>& jump) {
                           return std::string(jump.param.on_server ? "Server" : "Tablet") +
                                  (jump.param.by > absl::ZeroDuration() ? "Ahead" : "Back");
                         });

TEST(ClockJumpTest, AtEnrolmentMakesNoTabletThatNobodyBelieves) {
  ServerForTests server;
  const absl::Time authority = Required(crypto::CertificateBegins(server.authority_pem()));
  for (const absl::Duration jump : {kTenYears, -kTenYears}) {
    server.clock.Advance(jump);
    server.LogInAgain();
    const auto tablet = server.EnrolBareTablet(jump > absl::ZeroDuration() ? "ahead" : "back");
    server.clock.Advance(-jump);

    EXPECT_LE(Required(crypto::CertificateBegins(tablet.certificate_pem)), authority);
    EXPECT_GE(Required(crypto::CertificateEnds(tablet.certificate_pem)),
              authority + absl::Hours(24 * 365 * 15));
    grpc::ClientContext context;
    testing::SetDeadline(context);
    v1::ListRoundsResponse rounds;
    EXPECT_TRUE(tablet.stub->ListRounds(&context, v1::ListRoundsRequest(), &rounds).ok());
  }
}

}  // namespace
}  // namespace sucharit
