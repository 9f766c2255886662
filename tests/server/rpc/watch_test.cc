// SPDX-License-Identifier: Apache-2.0
//
// What monitoring sees of a real server.
#include "server/rpc/watch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>

#include <regex>
#include <set>
#include <string>

#include "absl/strings/escaping.h"
#include "common/files/files.h"
#include "tests/server/testing/server_for_tests.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::BareTablet;
using ::sucharit::testing::Batch;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::Push;
using ::sucharit::testing::ReceiptNumber;
using ::sucharit::testing::SealResponse;
using ::sucharit::testing::ServerForTests;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::IsSubsetOf;
using ::testing::Not;
using ::testing::SizeIs;

// What the first group of `pattern` matches, wherever it does.
std::set<std::string> FindAll(const std::string& text, const std::string& pattern) {
  const std::regex expression(pattern);
  std::set<std::string> found;
  for (std::sregex_iterator match(text.begin(), text.end(), expression), end; match != end;
       ++match) {
    found.insert((*match)[1]);
  }
  return found;
}

class WatchTest : public ::testing::Test {
 protected:
  std::string Get(const std::string& path) {
    const std::string address = ReadWholeFile(server_.config().watch_address_file()).value();
    httplib::Client client("http://" + address);
    const auto answer = client.Get(path);
    return answer ? answer->body : "no answer";
  }

  ServerForTests server_;
};

TEST_F(WatchTest, CountsWhatIsOnDiskAndWhatWasRefused) {
  const RoundRecord round = server_.OpenRound();
  const BareTablet tablet = server_.EnrolBareTablet("Counter 1");
  const std::string box = SealResponse(round, {}, ReceiptNumber(1));

  ASSERT_THAT(Push(*tablet.stub, Batch(round, {box})), IsOk());
  server_.Revoke(tablet.device_id);
  ASSERT_THAT(Push(*tablet.stub, Batch(round, {box})), Not(IsOk()));

  const std::string figures = Get("/metrics");
  EXPECT_THAT(figures, HasSubstr("sucharit_boxes_total 1"));
  EXPECT_THAT(figures, HasSubstr("sucharit_refusals_total{reason=\"REASON_DEVICE_REVOKED\"} 1"));
  EXPECT_THAT(figures, ContainsRegex("sucharit_disk_free_bytes [1-9]"));
  EXPECT_THAT(figures, ContainsRegex("sucharit_certificate_ends_seconds [1-9]"));
}

TEST_F(WatchTest, NamesNoRoundTabletOrAgency) {
  const RoundRecord round = server_.OpenRound();
  const BareTablet tablet = server_.EnrolBareTablet("Counter 1");

  ASSERT_THAT(Push(*tablet.stub, Batch(round, {SealResponse(round, {}, ReceiptNumber(1))})),
              IsOk());

  const std::string figures = Get("/metrics");
  EXPECT_THAT(figures, Not(HasSubstr(absl::BytesToHexString(round.round_id))));
  EXPECT_THAT(figures, Not(HasSubstr(tablet.device_id)));
  EXPECT_THAT(figures, Not(HasSubstr("Counter 1")));
  EXPECT_THAT(figures, Not(HasSubstr(testing::kAgency)));
}

TEST_F(WatchTest, HasEveryFigureThatTheExampleAlertsAskFor) {
  const RoundRecord round = server_.OpenRound();
  const BareTablet tablet = server_.EnrolBareTablet("Counter 1");
  server_.Revoke(tablet.device_id);
  ASSERT_THAT(Push(*tablet.stub, Batch(round, {SealResponse(round, {}, ReceiptNumber(1))})),
              Not(IsOk()));

  const std::set<std::string> asked =
      FindAll(ReadWholeFile(EXAMPLE_ALERTS).value(), "\\b(sucharit_[a-z_]+)");

  EXPECT_THAT(asked, SizeIs(::testing::Ge(4U)));
  EXPECT_THAT(asked, IsSubsetOf(FindAll(Get("/metrics"), "(?:^|\n)(sucharit_[a-z_]+)[ {]")));
}

TEST_F(WatchTest, SaysThatTheServerIsWell) { EXPECT_EQ(Get("/health"), "ok\n"); }

}  // namespace
}  // namespace sucharit
