// SPDX-License-Identifier: Apache-2.0
#include "server/publish/completeness.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"

namespace sucharit {
namespace {

// How many of the items below a node are given.
struct Given {
  int all = 0;
  int given = 0;

  bool whole() const { return given == all; }
  bool nothing() const { return given == 0; }
  void Add(const Given& other) {
    all += other.all;
    given += other.given;
  }
};

// One part of one instrument.
class PartCheck {
 public:
  PartCheck(const Assessment& assessment, const Instrument& instrument, std::string part,
            const std::vector<v1::ImportedScore>& imported)
      : assessment_(assessment), instrument_(instrument), part_(std::move(part)) {
    for (const v1::ImportedScore& score : imported) {
      // A score of the whole instrument's indicator makes its parts' superfluous.
      if (score.part() == part_ || score.part() == instrument.id) nodes_.insert(score.node());
    }
  }

  PartCompleteness Check() const {
    const bool is_checklist = part_ == instrument_.id;
    PartCompleteness result;
    result.part = part_;
    bool nothing = true;
    for (size_t position : instrument_.indicators) {
      const Given given = CheckIndicator(assessment_.indicators()[position], result.missing);
      nothing = nothing && given.nothing();
      result.needed += is_checklist ? given.all : 1;
      result.present += is_checklist ? given.given : static_cast<int>(given.whole());
    }
    if (is_checklist && nothing) result.missing = {part_};
    return result;
  }

 private:
  Given CheckItems(const std::vector<size_t>& items, std::vector<std::string>& missing) const {
    Given given;
    for (size_t position : items) {
      const std::string& id = assessment_.items()[position].id;
      const bool there = nodes_.count(id) == 1;
      given.Add({1, there ? 1 : 0});
      if (!there) missing.push_back(absl::StrCat(part_, " ", id));
    }
    return given;
  }

  // Given as a whole, or by what lies below it, whose `lacks` are named one by one only if some of
  // it is there.
  Given Sum(const std::string& node, Given below, std::vector<std::string> lacks,
            std::vector<std::string>& missing) const {
    if (nodes_.count(node) == 1) return {below.all, below.all};
    if (below.nothing()) lacks = {absl::StrCat(part_, " ", node)};
    missing.insert(missing.end(), lacks.begin(), lacks.end());
    return below;
  }

  Given CheckIndicator(const Indicator& indicator, std::vector<std::string>& missing) const {
    std::vector<std::string> lacks;
    Given given = CheckItems(indicator.items, lacks);
    for (size_t position : indicator.sub_indicators) {
      const SubIndicator& sub_indicator = assessment_.sub_indicators()[position];
      std::vector<std::string> lacks_below;
      const Given below = CheckItems(sub_indicator.items, lacks_below);
      given.Add(Sum(sub_indicator.id, below, std::move(lacks_below), lacks));
    }
    return Sum(indicator.id, given, std::move(lacks), missing);
  }

  const Assessment& assessment_;
  const Instrument& instrument_;
  const std::string part_;
  std::set<std::string> nodes_;
};

}  // namespace

std::vector<PartCompleteness> CompletenessOf(const Assessment& assessment,
                                             const std::vector<v1::ImportedScore>& imported) {
  std::vector<PartCompleteness> all;
  for (const Instrument& instrument : assessment.instruments()) {
    if (!instrument.is_survey) {
      all.push_back(PartCheck(assessment, instrument, instrument.id, imported).Check());
    }
    for (const Part& part : instrument.parts) {
      if (!part.imported) continue;
      all.push_back(PartCheck(assessment, instrument, part.id, imported).Check());
    }
  }
  return all;
}

}  // namespace sucharit
