// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QImage>

namespace sucharit::testing {

// How far two pictures are from each other; channels count from 0 to 255.
struct PictureDifference {
  // Mean over all channels and pixels.
  double mean = 0;
  // Part of the pixels in which a channel differs by more than 32.
  double share = 0;
  // Largest mean over a tile of 16 x 16 pixels: one word that is gone shows here, however large the
  // picture is.
  double worst_tile = 0;

  // Edges of letters may be drawn a little differently by another version of the same library.
  bool IsTolerable() const { return mean <= 0.5 && share <= 0.005 && worst_tile <= 8; }
};

// All is different if the sizes are.
PictureDifference Compare(const QImage& one, const QImage& other);

// Black where both are the same. Of the size of `one`.
QImage DifferenceOf(const QImage& one, const QImage& other);

}  // namespace sucharit::testing
