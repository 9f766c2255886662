// SPDX-License-Identifier: Apache-2.0
#include "common/enrolment/ticket.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/ascii.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsRefused;

v1::EnrolmentTicket Ticket() {
  v1::EnrolmentTicket ticket;
  ticket.set_address("ita.example.go.th:8443");
  ticket.set_authority(std::string("\x30\x82\x00\xff certificate", 16));
  ticket.set_code("K7Q2-9XWM");
  ticket.set_expires_unix(1709269200);
  return ticket;
}

auto IsMalformed() {
  return IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_TICKET_MALFORMED);
}

TEST(TicketTest, ReadsWhatItWrote) {
  const auto ticket = ParseTicket(FormatTicket(Ticket()));

  ASSERT_TRUE(ticket.ok()) << ticket.status();
  EXPECT_EQ(ticket->SerializeAsString(), Ticket().SerializeAsString());
}

TEST(TicketTest, BeginsWithItsNameAndVersion) {
  EXPECT_EQ(FormatTicket(Ticket()).substr(0, 10), "SUCHARIT1:");
}

TEST(TicketTest, ReadsWhatItWroteForAQrCode) {
  v1::EnrolmentTicket written = Ticket();
  for (int length = 1; length <= 6; ++length) {
    written.set_authority(std::string(static_cast<size_t>(length), '\xfe'));

    const auto read = ParseTicket(FormatTicketForQr(written));

    ASSERT_TRUE(read.ok()) << read.status();
    EXPECT_EQ(read->SerializeAsString(), written.SerializeAsString());
  }
}

TEST(TicketTest, ReadsSmallLettersOfAQrCode) {
  const std::string text = FormatTicketForQr(Ticket());

  EXPECT_TRUE(ParseTicket("SUCHARIT1Q:" + absl::AsciiStrToLower(text.substr(11))).ok());
}

TEST(TicketTest, IgnoresBlanksAndLineEndsAnywhere) {
  std::string text = FormatTicket(Ticket());
  text.insert(40, "\r\n  ");
  text.insert(5, " ");

  const auto ticket = ParseTicket("\n" + text + "\n");

  ASSERT_TRUE(ticket.ok()) << ticket.status();
  EXPECT_EQ(ticket->code(), "K7Q2-9XWM");
}

TEST(TicketTest, RefusesWhatIsNoTicket) {
  EXPECT_THAT(ParseTicket(""), IsMalformed());
  EXPECT_THAT(ParseTicket("https://example.go.th"), IsMalformed());
  EXPECT_THAT(ParseTicket("SUCHARIT1:"), IsMalformed());
  EXPECT_THAT(ParseTicket("SUCHARIT1:***"), IsMalformed());
  EXPECT_THAT(ParseTicket("SUCHARIT1Q:"), IsMalformed());
  EXPECT_THAT(ParseTicket("SUCHARIT1Q:A1B8"), IsMalformed());
  EXPECT_THAT(ParseTicket("SUCHARIT2:" + FormatTicket(Ticket()).substr(10)), IsMalformed());
}

TEST(TicketTest, RefusesATicketWithoutOneOfItsParts) {
  v1::EnrolmentTicket no_address = Ticket();
  no_address.clear_address();
  v1::EnrolmentTicket no_authority = Ticket();
  no_authority.clear_authority();
  v1::EnrolmentTicket no_code = Ticket();
  no_code.clear_code();

  EXPECT_THAT(ParseTicket(FormatTicket(no_address)), IsMalformed());
  EXPECT_THAT(ParseTicket(FormatTicket(no_authority)), IsMalformed());
  EXPECT_THAT(ParseTicket(FormatTicket(no_code)), IsMalformed());
}

TEST(TicketTest, RefusesATicketThatWasCutOff) {
  const std::string text = FormatTicket(Ticket());

  // Without the code, which stands after address and authority.
  EXPECT_THAT(ParseTicket(text.substr(0, text.size() - 20)), IsMalformed());
}

TEST(TicketTest, RefusesTextLongerThanAnyTicket) {
  EXPECT_THAT(ParseTicket("SUCHARIT1:" + std::string(10'000, 'A')), IsMalformed());
}

}  // namespace
}  // namespace sucharit
