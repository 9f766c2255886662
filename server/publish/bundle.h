// SPDX-License-Identifier: Apache-2.0
//
// What everybody may have of a round: enough to compute every figure again, and nothing about
// single people.
#pragma once

#include <vector>

#include "common/assessment/assessment.h"
#include "server/publish/publication.h"
#include "server/store/round_store.h"
#include "sucharit/v1/admin.pb.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

inline constexpr char kBundleFormat[] = "sucharit-bundle-1";

// What a bundle is made of. What it points to must outlive the call.
struct BundleParts {
  const RoundRecord& round;
  const v1::Agency& agency;
  const Assessment& assessment;
  const std::vector<v1::Totals>& totals;
  const std::vector<v1::AnswerTable>& answers;
};

// Without breakdowns, which are published later. The same parts give the same bundle.
v1::Bundle MakeBundle(const BundleParts& parts, const Publication& publication);

}  // namespace sucharit
