// SPDX-License-Identifier: Apache-2.0
#include "server/export/score_text.h"

#include <algorithm>
#include <map>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "server/export/display_width.h"
#include "server/export/localized.h"

namespace sucharit {
namespace {

constexpr size_t kNameWidth = 64;
constexpr size_t kOriginWidth = 11;
constexpr size_t kScoreWidth = 8;
constexpr size_t kPrintedWidth = 15;
constexpr char kPartLevel[] = "indicator part ";

constexpr Say kOriginHead{"ที่มา", "from"};
constexpr Say kScoreHead{"คะแนน", "score"};
constexpr Say kPrintedHead{"รายงานพิมพ์ไว้", "report printed"};
constexpr Say kAnswers{" คำตอบ", " answers"};
constexpr Say kImported{"นำเข้า", "imported"};
constexpr Say kLevel{"ระดับ", "Level"};
constexpr Say kAllEqual{"คะแนนตรงกันทุกข้อ ", "All "};
constexpr Say kEqualEnd{" จุด", " scores are equal"};
constexpr Say kEqual{"คะแนนตรงกัน ", "Equal: "};
constexpr Say kDifferent{" จุด ต่างกัน ", " scores; different: "};
constexpr Say kMisprints{"รายงานพิมพ์ผิด ", "the report misprints "};
constexpr Say kMisprintsEnd{" จุด: ", ": "};
constexpr Say kNoMisprints{"รายงานพิมพ์ถูกทุกจุด", "the report prints every one of them right"};

// The table while it is written, line by line.
class ScoreTable {
 public:
  ScoreTable(const Assessment& assessment, const v1::Scores& scores, Language language,
             const Comparison* beside)
      : assessment_(assessment), scores_(scores), language_(language), beside_(beside) {
    for (const v1::NodeScore& node : scores.nodes()) {
      nodes_[{node.level(), node.node()}] = &node;
    }
  }

  std::string Write() {
    absl::StrAppend(&text_, In(language_, assessment_.definition().title()), "\n");
    for (const Instrument& instrument : assessment_.instruments()) WriteInstrument(instrument);
    WriteOverall();
    if (beside_ != nullptr) absl::StrAppend(&text_, "\n", Verdict(), "\n");
    return text_;
  }

 private:
  void WriteInstrument(const Instrument& instrument) {
    text_ += "\n";
    WriteLine(0, instrument.id, instrument.name, kOriginHead.In(language_), Heads());
    WriteRule();
    for (size_t position : instrument.indicators) {
      if (position != instrument.indicators.front()) text_ += "\n";
      WriteIndicator(instrument, assessment_.indicators()[position]);
    }
    WriteRule();
    WriteNode(0, {"instrument", instrument.id}, instrument.id, instrument.name);
  }

  void WriteIndicator(const Instrument& instrument, const Indicator& indicator) {
    WriteNode(0, {"indicator", indicator.id}, indicator.id, indicator.name);
    for (const Part& part : instrument.parts) {
      const std::string number = part.id.substr(instrument.id.size() + 1);
      WriteNode(1, {kPartLevel + number, indicator.id}, part.id, part.name);
    }
    for (size_t position : indicator.sub_indicators) {
      const SubIndicator& sub_indicator = assessment_.sub_indicators()[position];
      WriteNode(1, {"sub_indicator", sub_indicator.id}, sub_indicator.id, sub_indicator.name);
      for (size_t item : sub_indicator.items) WriteItem(item);
    }
    for (size_t item : indicator.items) WriteItem(item);
  }

  void WriteItem(size_t position) {
    const Item& item = assessment_.items()[position];
    WriteNode(2, {"item", item.id}, item.id, item.text);
  }

  void WriteOverall() {
    const v1::Definition& definition = assessment_.definition();
    text_ += "\n";
    WriteRule();
    WriteNode(0, {"overall", definition.overall_id()}, definition.overall_id(),
              definition.overall_name());
    const std::string& level = In(language_, scores_.level_name());
    const size_t width = kNameWidth + kOriginWidth + kScoreWidth;
    const size_t before = width - std::min(width, DisplayWidth(level));
    absl::StrAppend(&text_, FitToWidth(kLevel.In(language_), before), level, "\n");
  }

  // Nothing if the node has no score: it wasn't needed.
  void WriteNode(size_t depth, const ScoreKey& key, const std::string& id, const v1::Text& name) {
    const auto found = nodes_.find(key);
    if (found == nodes_.end()) return;
    const v1::NodeScore& node = *found->second;
    WriteLine(depth, id, name, OriginOf(node), Figures(key, node.score()));
  }

  void WriteLine(size_t depth, const std::string& id, const v1::Text& name,
                 const std::string& origin, const std::string& figures) {
    const std::string label =
        absl::StrCat(std::string(2 * depth, ' '),
                     FitToWidth(id, std::max<size_t>(5, id.size() + 1)), In(language_, name));
    const std::string line =
        absl::StrCat(FitToWidth(label, kNameWidth), AlignRight(origin, kOriginWidth), figures);
    absl::StrAppend(&text_, absl::StripTrailingAsciiWhitespace(line), "\n");
  }

  void WriteRule() {
    const size_t width =
        kNameWidth + kOriginWidth + kScoreWidth + (beside_ == nullptr ? 0 : kPrintedWidth + 2);
    for (size_t column = 0; column < width; ++column) text_ += "─";
    text_ += "\n";
  }

  std::string Heads() const {
    std::string score = AlignRight(kScoreHead.In(language_), kScoreWidth);
    if (beside_ == nullptr) return score;
    return absl::StrCat(score, AlignRight(kPrintedHead.In(language_), kPrintedWidth));
  }

  std::string Figures(const ScoreKey& key, const std::string& score) const {
    std::string figures = AlignRight(score, kScoreWidth);
    if (beside_ == nullptr) return figures;
    const auto printed = beside_->printed.find(key);
    const std::string other = printed == beside_->printed.end() ? "-" : printed->second;
    return absl::StrCat(figures, AlignRight(other, kPrintedWidth), other == score ? "" : " ≠");
  }

  std::string OriginOf(const v1::NodeScore& node) const {
    if (node.origin() == v1::ORIGIN_COUNTED) return absl::StrCat(node.n(), kAnswers.In(language_));
    return node.origin() == v1::ORIGIN_IMPORTED ? kImported.In(language_) : "";
  }

  // Id of the instrument that a node belongs to; the node's own id if it is one, or the whole.
  std::string InstrumentOf(const ScoreKey& key) const {
    const Item* item = assessment_.FindItem(key.second);
    if (item != nullptr) return item->instrument;
    std::string indicator = key.second;
    for (const SubIndicator& sub_indicator : assessment_.sub_indicators()) {
      if (sub_indicator.id == key.second) indicator = sub_indicator.indicator;
    }
    for (const Indicator& candidate : assessment_.indicators()) {
      if (candidate.id == indicator) return candidate.instrument;
    }
    return key.second;
  }

  size_t PlaceOf(const ScoreKey& key) const {
    const std::string instrument = InstrumentOf(key);
    if (assessment_.FindInstrument(instrument) == nullptr) return assessment_.instruments().size();
    return assessment_.InstrumentPosition(instrument);
  }

  std::string Labels(std::vector<ScoreKey> keys) const {
    std::stable_sort(keys.begin(), keys.end(), [&](const ScoreKey& left, const ScoreKey& right) {
      return PlaceOf(left) < PlaceOf(right);
    });
    return absl::StrJoin(keys, ", ", [&](std::string* out, const ScoreKey& key) {
      out->append(NodeLabel(key, language_));
    });
  }

  std::string Verdict() const {
    std::string verdict =
        beside_->different.empty()
            ? absl::StrCat(kAllEqual.In(language_), beside_->equal, kEqualEnd.In(language_))
            : absl::StrCat(kEqual.In(language_), beside_->equal, kDifferent.In(language_),
                           beside_->different.size());
    if (beside_->misprints.empty()) return absl::StrCat(verdict, "; ", kNoMisprints.In(language_));
    return absl::StrCat(verdict, "; ", kMisprints.In(language_), beside_->misprints.size(),
                        kMisprintsEnd.In(language_), Labels(beside_->misprints));
  }

  const Assessment& assessment_;
  const v1::Scores& scores_;
  Language language_;
  const Comparison* beside_;
  std::map<ScoreKey, const v1::NodeScore*> nodes_;
  std::string text_;
};

}  // namespace

std::string ScoresToText(const Assessment& assessment, const v1::Scores& scores, Language language,
                         const Comparison* beside) {
  return ScoreTable(assessment, scores, language, beside).Write();
}

std::string NodeLabel(const ScoreKey& node, Language language) {
  constexpr Say kIndicator{"ตัวชี้วัด ", "indicator "};
  constexpr Say kSubIndicator{"ตัวชี้วัดย่อย ", "sub-indicator "};
  constexpr Say kPart{" ส่วนที่ ", " part "};
  const auto& [level, id] = node;
  absl::string_view part = level;
  if (level == "indicator") return absl::StrCat(kIndicator.In(language), id);
  if (level == "sub_indicator") return absl::StrCat(kSubIndicator.In(language), id);
  if (!absl::ConsumePrefix(&part, kPartLevel)) return id;
  return absl::StrCat(kIndicator.In(language), id, kPart.In(language), part);
}

}  // namespace sucharit
