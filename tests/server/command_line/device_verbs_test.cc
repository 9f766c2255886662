// SPDX-License-Identifier: Apache-2.0
//
// What an administrator types to enrol tablets, against a real server.
#include <gmock/gmock.h>
#include <sys/stat.h>

#include <cstdint>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "common/enrolment/ticket.h"
#include "common/qr/qr_picture.h"
#include "common/qr/read_qr.h"
#include "server/command_line/online/device_command.h"
#include "server/command_line/run_command_line.h"
#include "tests/server/testing/required.h"
#include "tests/server/testing/server_for_tests.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::ReadFile;
using ::sucharit::testing::ServerForTests;
using ::testing::HasSubstr;
using ::testing::StartsWith;

struct Ran {
  int exit_status = 0;
  std::string out;
  std::string err;
};

class DeviceVerbsTest : public ::testing::Test {
 protected:
  // Runs `sucharit device enrol-code` in English with the server's profile.
  Ran EnrolCode(const std::vector<std::string>& arguments) const {
    std::vector<std::string> all = {
        "sucharit",      "--language",      "en",     "--profile",  server_.folder.File("profile"),
        "--address",     server_.address(), "device", "enrol-code", "--agency",
        testing::kAgency};
    all.insert(all.end(), arguments.begin(), arguments.end());
    std::vector<const char*> argv;
    argv.reserve(all.size());
    for (const std::string& argument : all) argv.push_back(argument.c_str());
    Connection connection;
    const auto with_server = [&](CLI::App& app, CommandContext& context) {
      connection.AddOptions(app, context);
      AddDeviceCommand(app, context, connection);
    };
    std::ostringstream out;
    std::ostringstream err;
    const int status =
        RunCommandLine(static_cast<int>(argv.size()), argv.data(), out, err, {with_server});
    return {status, out.str(), err.str()};
  }

  ServerForTests server_;
};

constexpr int kPixels = 4;

using Row = std::vector<std::uint8_t>;

// The rows of modules that a line of half blocks shows.
std::pair<Row, Row> RowsOf(const std::string& line) {
  std::pair<Row, Row> rows;
  for (size_t i = 0; i < line.size();) {
    const std::string letter = line.substr(i, line[i] == ' ' ? 1 : 3);
    i += letter.size();
    rows.first.insert(rows.first.end(), kPixels, letter == "█" || letter == "▀" ? 255 : 0);
    rows.second.insert(rows.second.end(), kPixels, letter == "█" || letter == "▄" ? 255 : 0);
  }
  return rows;
}

// What a reader sees in the lines that begin with a half block's light border.
std::string ReadHalfBlocks(const std::vector<std::string>& lines) {
  Row pixels;
  int width = 0;
  for (const std::string& line : lines) {
    if (!absl::StartsWith(line, "█")) continue;
    const auto [upper, lower] = RowsOf(line);
    width = static_cast<int>(upper.size());
    for (int i = 0; i < kPixels; ++i) pixels.insert(pixels.end(), upper.begin(), upper.end());
    for (int i = 0; i < kPixels; ++i) pixels.insert(pixels.end(), lower.begin(), lower.end());
  }
  const int height = width == 0 ? 0 : static_cast<int>(pixels.size()) / width;
  const auto text = ReadQr({pixels.data(), width, height, width});
  EXPECT_THAT(text, IsOk());
  return text.value_or("");
}

TEST_F(DeviceVerbsTest, PrintsATicketAsAQrCodeAndAsText) {
  const Ran ran = EnrolCode({});

  ASSERT_EQ(ran.exit_status, 0) << ran.err;
  const std::vector<std::string> lines = absl::StrSplit(ran.out, '\n', absl::SkipEmpty());
  EXPECT_THAT(lines.back(), StartsWith("SUCHARIT1:"));
  const auto scanned = ParseTicket(ReadHalfBlocks(lines));
  const auto typed = ParseTicket(lines.back());
  ASSERT_THAT(scanned, IsOk());
  ASSERT_THAT(typed, IsOk());
  EXPECT_EQ(scanned->SerializeAsString(), typed->SerializeAsString());
}

TEST_F(DeviceVerbsTest, MakesACodeThatACameraReads) {
  const Ran ran = EnrolCode({});

  ASSERT_EQ(ran.exit_status, 0) << ran.err;
  const std::vector<std::string> lines = absl::StrSplit(ran.out, '\n', absl::SkipEmpty());
  const auto ticket = ParseTicket(lines.back());
  ASSERT_THAT(ticket, IsOk());
  const auto qr = WriteQr(FormatTicketForQr(*ticket), QrRepair::k7Percent);
  ASSERT_THAT(qr, IsOk());
  // Version 18 of 40: in a frame of 720 lines a code that fills two thirds has five pixels a
  // module.
  EXPECT_LE(qr->size(), 89);
}

TEST_F(DeviceVerbsTest, WritesPicturesThatOnlyTheirOwnerReads) {
  const std::string png = server_.folder.File("ticket.png");
  const std::string svg = server_.folder.File("ticket.svg");

  const Ran ran = EnrolCode({"--png", png, "--svg", svg});

  ASSERT_EQ(ran.exit_status, 0) << ran.err;
  EXPECT_THAT(ReadFile(png), StartsWith("\x89PNG"));
  EXPECT_THAT(ReadFile(svg), StartsWith("<svg "));
  for (const std::string& path : {png, svg}) {
    struct stat status = {};
    ASSERT_EQ(stat(path.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600u) << path;
  }
}

TEST_F(DeviceVerbsTest, NumbersThePicturesOfSeveralTickets) {
  const Ran ran = EnrolCode({"--count", "2", "--svg", server_.folder.File("ticket.svg")});

  ASSERT_EQ(ran.exit_status, 0) << ran.err;
  EXPECT_NE(ReadFile(server_.folder.File("ticket-1.svg")),
            ReadFile(server_.folder.File("ticket-2.svg")));
}

TEST_F(DeviceVerbsTest, SaysWhichPictureCantBeWritten) {
  const std::string png = server_.folder.File("no-such-folder/ticket.png");

  const Ran ran = EnrolCode({"--png", png});

  EXPECT_EQ(ran.exit_status, 1);
  EXPECT_THAT(ran.err, HasSubstr(png));
}

}  // namespace
}  // namespace sucharit
