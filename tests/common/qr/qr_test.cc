// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <png.h>

#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "common/qr/qr_picture.h"
#include "common/qr/read_qr.h"
#include "common/qr/write_qr.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsOkAndHolds;
using ::sucharit::testing::IsRefused;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr char kTicket[] = "SUCHARIT1:CgtleGFtcGxlLm9yZxIgAAECAwQFBgcICQoLDA0ODxAREhMUFRYX";

struct Picture {
  int side = 0;
  std::vector<std::uint8_t> pixels;

  size_t At(int x, int y) const {
    return static_cast<size_t>(y) * static_cast<size_t>(side) + static_cast<size_t>(x);
  }
  GreyPicture view() const { return {pixels.data(), side, side, side}; }
};

std::vector<std::uint8_t> White(int side) {
  return std::vector<std::uint8_t>(static_cast<size_t>(side) * static_cast<size_t>(side), 255);
}

Picture Decode(const std::string& png) {
  png_image image = {};
  image.version = PNG_IMAGE_VERSION;
  EXPECT_NE(png_image_begin_read_from_memory(&image, png.data(), png.size()), 0);
  image.format = PNG_FORMAT_GRAY;
  Picture picture{static_cast<int>(image.width), {}};
  picture.pixels.resize(PNG_IMAGE_SIZE(image));
  EXPECT_NE(png_image_finish_read(&image, nullptr, picture.pixels.data(), 0, nullptr), 0);
  return picture;
}

Picture Draw(const std::string& text, int pixels) {
  const absl::StatusOr<QrCode> code = WriteQr(text);
  EXPECT_THAT(code, IsOk());
  const absl::StatusOr<std::string> png = QrAsPng(*code, pixels);
  EXPECT_THAT(png, IsOk());
  return Decode(*png);
}

// `picture` turned by `degrees` around its middle, on a larger white ground.
Picture Turned(const Picture& picture, double degrees) {
  const double angle = degrees * std::acos(-1.0) / 180;
  const int side = picture.side * 3 / 2;
  Picture turned{side, White(side)};
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const double dx = x - side / 2.0;
      const double dy = y - side / 2.0;
      const int from_x =
          static_cast<int>(dx * std::cos(angle) + dy * std::sin(angle) + picture.side / 2.0);
      const int from_y =
          static_cast<int>(dy * std::cos(angle) - dx * std::sin(angle) + picture.side / 2.0);
      if (from_x < 0 || from_y < 0 || from_x >= picture.side || from_y >= picture.side) continue;
      turned.pixels[turned.At(x, y)] = picture.pixels[picture.At(from_x, from_y)];
    }
  }
  return turned;
}

// Low contrast, noise as of a poor camera, and a blot.
Picture Noisy(Picture picture, unsigned seed) {
  std::mt19937 random(seed);
  for (std::uint8_t& pixel : picture.pixels) {
    const int noise = static_cast<int>(random() % 41) - 20;
    pixel = static_cast<std::uint8_t>((pixel == 0 ? 70 : 180) + noise);
  }
  for (int y = picture.side / 2; y < picture.side / 2 + 12; ++y) {
    for (int x = picture.side / 2; x < picture.side / 2 + 12; ++x) {
      picture.pixels[picture.At(x, y)] = 180;
    }
  }
  return picture;
}

TEST(QrTest, ReadsBackWhatItWrote) {
  const Picture picture = Draw(kTicket, 4);

  EXPECT_THAT(ReadQr(picture.view()), IsOkAndHolds(kTicket));
}

TEST(QrTest, ReadsATurnedPicture) {
  const Picture picture = Draw(kTicket, 8);

  for (const double degrees : {17.0, 45.0, 90.0, 180.0, 263.0}) {
    EXPECT_THAT(ReadQr(Turned(picture, degrees).view()), IsOkAndHolds(kTicket)) << degrees;
  }
}

TEST(QrTest, ReadsANoisyPicture) {
  const Picture picture = Draw(kTicket, 8);

  for (const unsigned seed : {1u, 2u, 3u}) {
    EXPECT_THAT(ReadQr(Noisy(Turned(picture, 8), seed).view()), IsOkAndHolds(kTicket)) << seed;
  }
}

TEST(QrTest, SaysThatAPictureHoldsNoCode) {
  Picture picture{120, White(120)};
  std::mt19937 random(7);
  for (std::uint8_t& pixel : picture.pixels) pixel = static_cast<std::uint8_t>(random() % 256);

  EXPECT_THAT(ReadQr(picture.view()),
              IsRefused(absl::StatusCode::kNotFound, v1::REASON_QR_NOT_FOUND));
  EXPECT_THAT(ReadQr(GreyPicture{}),
              IsRefused(absl::StatusCode::kNotFound, v1::REASON_QR_NOT_FOUND));
}

TEST(QrTest, MakesCapitalsAndDigitsSmaller) {
  const absl::StatusOr<QrCode> capitals = WriteQr(std::string(200, 'K'));
  const absl::StatusOr<QrCode> letters = WriteQr(std::string(200, 'k'));

  ASSERT_THAT(capitals, IsOk());
  ASSERT_THAT(letters, IsOk());
  EXPECT_LT(capitals->size(), letters->size());
}

TEST(QrTest, MakesACodeThatMayLoseMoreLarger) {
  const absl::StatusOr<QrCode> frail = WriteQr(kTicket, QrRepair::k7Percent);
  const absl::StatusOr<QrCode> sturdy = WriteQr(kTicket, QrRepair::k30Percent);

  ASSERT_THAT(frail, IsOk());
  ASSERT_THAT(sturdy, IsOk());
  EXPECT_LT(frail->size(), sturdy->size());
}

TEST(QrTest, RefusesTextThatNoCodeHolds) {
  EXPECT_EQ(WriteQr("").status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(WriteQr("สุจริต").status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(WriteQr(std::string(3000, 'k')).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(QrTest, DrawsHalfBlocksThatShowEveryModule) {
  const absl::StatusOr<QrCode> code = WriteQr("A");
  ASSERT_THAT(code, IsOk());

  const std::vector<std::string> lines = absl::StrSplit(QrAsText(*code, false), '\n');

  // 21 modules and twice the border make 25 rows: 13 lines, and nothing after the last line end.
  ASSERT_EQ(lines.size(), 14u);
  EXPECT_EQ(lines.back(), "");
  std::string light;
  for (int column = 0; column < 25; ++column) light += "█";
  EXPECT_EQ(lines[0], light);
  // The top of a finder: seven dark modules, then, a row lower, five light ones between dark ones.
  EXPECT_THAT(lines[1], StartsWith("██ ▄▄▄▄▄ █"));
}

TEST(QrTest, SetsTheColoursOfATerminal) {
  const absl::StatusOr<QrCode> code = WriteQr("A");
  ASSERT_THAT(code, IsOk());

  const std::string text = QrAsText(*code, true);

  EXPECT_THAT(text, StartsWith("\x1b[30;107m     "));
  EXPECT_THAT(text, HasSubstr("\x1b[30;107m  █▀▀▀▀▀█ "));
  EXPECT_TRUE(absl::EndsWith(text, "\x1b[0m\n"));
}

TEST(QrTest, DrawsAnSvgWithItsBorder) {
  const absl::StatusOr<QrCode> code = WriteQr("A");
  ASSERT_THAT(code, IsOk());

  const std::string svg = QrAsSvg(*code);

  EXPECT_THAT(svg, HasSubstr("viewBox=\"-4 -4 29 29\""));
  EXPECT_THAT(svg, HasSubstr("<path d=\"M0 0h7v1H0z"));
}

}  // namespace
}  // namespace sucharit
