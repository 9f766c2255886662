// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>

#include "sucharit/v1/result.pb.h"

namespace sucharit {

// Scores as everybody may read them: each item's mean and number of answers, but not how often each
// choice was taken, which in a small agency tells about single people. Only MakePublication makes
// one; what leaves the installation takes nothing else.
class Publication {
 public:
  const v1::Scores& scores() const { return scores_; }

 private:
  friend Publication MakePublication(v1::Scores scores);
  explicit Publication(v1::Scores scores) : scores_(std::move(scores)) {}

  v1::Scores scores_;
};

Publication MakePublication(v1::Scores scores);

}  // namespace sucharit
