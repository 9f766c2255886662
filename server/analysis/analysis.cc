// SPDX-License-Identifier: Apache-2.0
#include "server/analysis/analysis.h"

#include <algorithm>
#include <cstddef>
#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"
#include "server/analysis/structure.h"

namespace sucharit {
namespace {

// The score that an item had in `before`, where it was the same item.
class EarlierScores {
 public:
  EarlierScores(const Assessment& now, const ScoredYear* before) : before_(before) {
    if (before == nullptr) return;
    const Structures earlier = StructuresOf(before->assessment());
    std::multimap<std::string, size_t> by_structure;
    for (size_t position = 0; position < earlier.items.size(); ++position) {
      by_structure.emplace(earlier.items[position], position);
    }
    const Structures current = StructuresOf(now);
    for (size_t position = 0; position < current.items.size(); ++position) {
      Match(now.items()[position], by_structure.equal_range(current.items[position]));
    }
  }

  std::optional<mpq_class> Of(const Item& item) const {
    const auto found = ids_.find(item.id);
    if (found == ids_.end()) return std::nullopt;
    const mpq_class* score = before_->Score("item", found->second);
    if (score == nullptr) return std::nullopt;
    return *score;
  }

 private:
  // The item of the same id if several are alike.
  template <typename Range>
  void Match(const Item& item, const Range& alike) {
    for (auto each = alike.first; each != alike.second; ++each) {
      const std::string& earlier = before_->assessment().items()[each->second].id;
      if (each == alike.first || earlier == item.id) ids_[item.id] = earlier;
    }
  }

  const ScoredYear* before_;
  std::map<std::string, std::string> ids_;  // Of now, to that of before.
};

// Thresholds and sentences. Checked with the definition, so they are numbers.
class Sorter {
 public:
  explicit Sorter(const v1::Definition& definition) : analysis_(definition.analysis()) {
    keep_up_minimum_ = ParseFraction(analysis_.keep_up_minimum()).value_or(mpq_class(100));
    develop_minimum_ = ParseFraction(analysis_.develop_minimum()).value_or(mpq_class(0));
    for (const v1::Advice& advice : analysis_.advice()) advice_[advice.item()] = &advice.text();
  }

  void Sort(Finding& finding) const {
    if (!finding.score) return;
    finding.group = GroupOf(finding);
    finding.sentence = SentenceFor(finding);
  }

 private:
  v1::AnalysisGroup GroupOf(const Finding& finding) const {
    if (*finding.score < develop_minimum_) return v1::ANALYSIS_GROUP_SHORTCOMING;
    const bool fallen = finding.before && *finding.score < *finding.before;
    if (fallen || *finding.score < keep_up_minimum_) return v1::ANALYSIS_GROUP_DEVELOP;
    return v1::ANALYSIS_GROUP_KEEP_UP;
  }

  v1::Text SentenceFor(const Finding& finding) const {
    v1::Text sentence;
    for (const v1::SentenceTemplate& candidate : analysis_.sentences()) {
      const bool fits =
          candidate.group() == finding.group &&
          (candidate.instrument().empty() || candidate.instrument() == finding.instrument);
      if (!fits) continue;
      const auto found = advice_.find(finding.item);
      const v1::Text advice = found == advice_.end() ? v1::Text() : *found->second;
      sentence.set_th(Fill(candidate.text().th(), finding, finding.text.th(), advice.th()));
      sentence.set_en(Fill(candidate.text().en(), finding, finding.text.en(), advice.en()));
      return sentence;
    }
    return sentence;
  }

  static std::string Fill(const std::string& form, const Finding& finding, const std::string& text,
                          const std::string& advice) {
    std::string sentence = absl::StrReplaceAll(form, {{"{item}", finding.item},
                                                      {"{text}", text},
                                                      {"{score}", RoundToText(*finding.score)},
                                                      {"{advice}", advice}});
    absl::RemoveExtraAsciiWhitespace(&sentence);
    return sentence;
  }

  const v1::Analysis& analysis_;
  mpq_class keep_up_minimum_;
  mpq_class develop_minimum_;
  std::map<std::string, const v1::Text*> advice_;
};

Finding MakeFinding(const Item& item, const ScoredYear& now, const EarlierScores& earlier) {
  Finding finding;
  finding.item = item.id;
  finding.instrument = item.instrument;
  finding.text = item.text;
  if (const mpq_class* score = now.Score("item", item.id)) finding.score = *score;
  finding.before = earlier.Of(item);
  return finding;
}

std::vector<v1::Topic> IndicatorsAsTopics(const Assessment& assessment) {
  std::vector<v1::Topic> topics;
  for (const Indicator& indicator : assessment.indicators()) {
    v1::Topic& topic = topics.emplace_back();
    topic.set_number(static_cast<int>(topics.size()));
    *topic.mutable_name() = indicator.name;
    const auto add = [&](const std::vector<size_t>& items) {
      for (size_t item : items) topic.add_items(assessment.items()[item].id);
    };
    for (size_t position : indicator.sub_indicators) {
      add(assessment.sub_indicators()[position].items);
    }
    add(indicator.items);
  }
  return topics;
}

std::vector<v1::Topic> TopicsOf(const Assessment& assessment) {
  const auto& topics = assessment.definition().topics();
  if (topics.empty()) return IndicatorsAsTopics(assessment);
  return {topics.begin(), topics.end()};
}

std::vector<TopicFindings> ByTopic(const Assessment& assessment,
                                   const std::map<std::string, Finding>& findings) {
  std::vector<TopicFindings> result;
  for (const v1::Topic& topic : TopicsOf(assessment)) {
    TopicFindings& sorted = result.emplace_back();
    sorted.number = topic.number();
    sorted.name = topic.name();
    for (const std::string& item : topic.items()) {
      const auto found = findings.find(item);
      if (found != findings.end()) sorted.items.push_back(found->second);
    }
  }
  return result;
}

// Those that `take` takes, in order of `less`; alike ones in the definition's order.
template <typename Take, typename Less>
std::vector<Finding> Pick(const Assessment& assessment,
                          const std::map<std::string, Finding>& findings, Take take, Less less) {
  std::vector<Finding> picked;
  for (const Item& item : assessment.items()) {
    const auto found = findings.find(item.id);
    if (found != findings.end() && found->second.score && take(found->second)) {
      picked.push_back(found->second);
    }
  }
  std::stable_sort(picked.begin(), picked.end(), less);
  return picked;
}

mpq_class Gain(const Finding& finding) { return *finding.score - *finding.before; }

void PickRemarkable(const Assessment& assessment, const std::map<std::string, Finding>& all,
                    Findings& findings) {
  const auto any = [](const Finding&) { return true; };
  findings.lowest = Pick(assessment, all, any,
                         [](const Finding& a, const Finding& b) { return *a.score < *b.score; });
  const auto most = static_cast<size_t>(assessment.definition().analysis().lowest_items());
  if (findings.lowest.size() > most) findings.lowest.resize(most);
  const auto fell = [](const Finding& each) { return each.before && Gain(each) < 0; };
  const auto rose = [](const Finding& each) { return each.before && Gain(each) > 0; };
  findings.fallen = Pick(assessment, all, fell,
                         [](const Finding& a, const Finding& b) { return Gain(a) < Gain(b); });
  findings.risen = Pick(assessment, all, rose,
                        [](const Finding& a, const Finding& b) { return Gain(a) > Gain(b); });
}

}  // namespace

Findings Analyze(const ScoredYear& now, const ScoredYear* before) {
  const Assessment& assessment = now.assessment();
  const EarlierScores earlier(assessment, before);
  const Sorter sorter(assessment.definition());
  Findings findings;
  findings.sorted = assessment.definition().has_analysis();
  std::map<std::string, Finding> all;
  for (const Item& item : assessment.items()) {
    if (item.indicator.empty()) continue;  // Earns no score.
    Finding finding = MakeFinding(item, now, earlier);
    if (findings.sorted) sorter.Sort(finding);
    all[item.id] = std::move(finding);
  }
  findings.topics = ByTopic(assessment, all);
  if (findings.sorted) PickRemarkable(assessment, all, findings);
  return findings;
}

}  // namespace sucharit
