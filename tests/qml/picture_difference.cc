// SPDX-License-Identifier: Apache-2.0
#include "tests/qml/picture_difference.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include <QRgb>

namespace sucharit::testing {
namespace {

constexpr int kTile = 16;
constexpr int kManifest = 32;
constexpr int kChannels = 3;

std::array<int, kChannels> Apart(QRgb one, QRgb other) {
  return {std::abs(qRed(one) - qRed(other)), std::abs(qGreen(one) - qGreen(other)),
          std::abs(qBlue(one) - qBlue(other))};
}

struct Sums {
  double total = 0;
  int pixels = 0;
  int manifest = 0;

  void Add(const std::array<int, kChannels>& apart) {
    total += apart[0] + apart[1] + apart[2];
    ++pixels;
    if (*std::max_element(apart.begin(), apart.end()) > kManifest) ++manifest;
  }
  double Mean() const { return pixels == 0 ? 0 : total / (kChannels * pixels); }
};

Sums SumsOf(const QImage& one, const QImage& other, const QRect& where) {
  Sums sums;
  for (int y = where.top(); y <= where.bottom(); ++y) {
    for (int x = where.left(); x <= where.right(); ++x) {
      sums.Add(Apart(one.pixel(x, y), other.pixel(x, y)));
    }
  }
  return sums;
}

double WorstTile(const QImage& one, const QImage& other) {
  double worst = 0;
  for (int y = 0; y < one.height(); y += kTile) {
    for (int x = 0; x < one.width(); x += kTile) {
      const QRect tile = QRect(x, y, kTile, kTile).intersected(one.rect());
      worst = std::max(worst, SumsOf(one, other, tile).Mean());
    }
  }
  return worst;
}

}  // namespace

PictureDifference Compare(const QImage& one, const QImage& other) {
  if (one.size() != other.size() || one.isNull()) return {255, 1, 255};
  const Sums sums = SumsOf(one, other, one.rect());
  return {sums.Mean(), static_cast<double>(sums.manifest) / sums.pixels, WorstTile(one, other)};
}

QImage DifferenceOf(const QImage& one, const QImage& other) {
  QImage difference(one.size(), QImage::Format_RGB32);
  difference.fill(Qt::white);
  const QRect both = one.rect().intersected(other.rect());
  for (int y = 0; y < both.height(); ++y) {
    for (int x = 0; x < both.width(); ++x) {
      const auto apart = Apart(one.pixel(x, y), other.pixel(x, y));
      difference.setPixel(x, y, qRgb(apart[0], apart[1], apart[2]));
    }
  }
  return difference;
}

}  // namespace sucharit::testing
