// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/assessment/assessment.h"
#include "common/assessment/fraction.h"
#include "sucharit/v1/assessment.pb.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// The scores of one year by node, exact, with the definition they were made by. Immutable; may be
// shared between threads.
class ScoredYear {
 public:
  // Checks both, as what others wrote. INVALID_ARGUMENT: the reasons of Assessment::FromDefinition;
  // `REASON_DEFINITION_MISMATCH` if the scores name another definition; `REASON_BUNDLE_MALFORMED`
  // with "item I10" if a score isn't a fraction from 0 to 100.
  static absl::StatusOr<ScoredYear> Make(const v1::Definition& definition,
                                         const v1::Scores& scores);

  const Assessment& assessment() const { return assessment_; }
  const v1::Scores& scores() const { return scores_; }

  // The exact score of a node, by its level as in v1.NodeScore. Null if it has none.
  const mpq_class* Score(absl::string_view level, absl::string_view id) const;

  // The exact score of a node that was given for a part or instrument and that no node of its own
  // shows. Null if there is none.
  const mpq_class* Given(absl::string_view part, absl::string_view id) const;

  // All that is known of a node. Null if it has no score.
  const v1::NodeScore* Node(absl::string_view level, absl::string_view id) const;

 private:
  struct Place {
    int node = 0;  // In scores().nodes().
    mpq_class score;
  };

  ScoredYear(Assessment assessment, v1::Scores scores)
      : assessment_(std::move(assessment)), scores_(std::move(scores)) {}

  const Place* Find(absl::string_view level, absl::string_view id) const;

  Assessment assessment_;
  v1::Scores scores_;
  std::map<std::pair<std::string, std::string>, Place> places_;     // By level and id.
  std::map<std::pair<std::string, std::string>, mpq_class> given_;  // By part and id.
};

}  // namespace sucharit
