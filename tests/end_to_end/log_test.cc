// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <sstream>
#include <string>

#include "common/crypto/digest.h"
#include "common/response/receipt.h"
#include "tests/end_to_end/enrolled_tablet.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::Required;
using ::sucharit::testing::ServerForTests;
using ::sucharit::testing::Tablet;

// Everything that spdlog gets while it lives, at every level.
class CapturedLog {
 public:
  CapturedLog() : before_(spdlog::default_logger()) {
    auto logger = std::make_shared<spdlog::logger>(
        "captured", std::make_shared<spdlog::sinks::ostream_sink_mt>(text_));
    logger->set_level(spdlog::level::trace);
    spdlog::set_default_logger(logger);
  }
  ~CapturedLog() { spdlog::set_default_logger(before_); }

  bool Holds(const std::string& words) const {
    return !words.empty() && text_.str().find(words) != std::string::npos;
  }

 private:
  std::shared_ptr<spdlog::logger> before_;
  std::ostringstream text_;
};

TEST(LogTest, HoldsNoCodeTokenNameOrResponseAfterAWholeRun) {
  ::testing::internal::CaptureStderr();  // What libraries write goes past the log.
  const CapturedLog log;
  spdlog::info("the log is caught");
  ServerForTests server;
  const RoundRecord round = server.OpenRound();
  const v1::EnrolmentTicket ticket = server.Ticket();
  Tablet tablet;
  ASSERT_THAT(Enrol(tablet.database(), FormatTicket(ticket), "Planted name"), IsOk());
  tablet.Finish(round, 4);
  const std::string box = Required(Outbox(tablet.database()).NextBatch(1, {})).boxes(0);

  ASSERT_THAT(tablet.Sync(), IsOk());
  ASSERT_FALSE(server.Close(round.round_id).ok());
  ASSERT_THAT(tablet.Sync(), IsOk());
  ASSERT_THAT(server.Close(round.round_id), IsOk());
  ASSERT_FALSE(server.Publish(round.round_id).ok());
  server.Revoke(tablet.DeviceId());
  ASSERT_FALSE(tablet.Sync().ok());
  server.Stop();
  const std::string standard_error = ::testing::internal::GetCapturedStderr();

  EXPECT_TRUE(log.Holds("the log is caught"));
  EXPECT_FALSE(log.Holds(ticket.code()));
  EXPECT_FALSE(log.Holds(server.token()));
  EXPECT_FALSE(log.Holds("Planted name"));
  EXPECT_FALSE(log.Holds(box));
  EXPECT_FALSE(log.Holds(crypto::ToHex(BoxId(box))));
  EXPECT_FALSE(log.Holds(crypto::ToHex(tablet.DeviceId())));
  EXPECT_FALSE(log.Holds(server.address())) << "the library names no address";
  for (const std::string& planted :
       {ticket.code(), server.token(), std::string("Planted name"), box, crypto::ToHex(BoxId(box)),
        crypto::ToHex(tablet.DeviceId())}) {
    EXPECT_EQ(standard_error.find(planted), std::string::npos);
  }
}

}  // namespace
}  // namespace sucharit
