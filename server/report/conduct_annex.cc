// SPDX-License-Identifier: Apache-2.0
//
// How the survey was carried out: who could answer, who did, and what became of every response.
#include <functional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/report/blocks.h"
#include "server/report/parts.h"
#include "server/report/words.h"

namespace sucharit::report {
namespace {

// What is known of one questionnaire.
struct Conduct {
  const Instrument* instrument = nullptr;
  std::optional<int64_t> population;
  std::optional<int64_t> minimum;  // Of the sample.
  std::optional<v1::Totals> totals;
};

Conduct ConductOf(const Facts& facts, const Instrument& instrument) {
  Conduct conduct;
  conduct.instrument = &instrument;
  for (const v1::BundlePopulation& population : facts.bundle().populations()) {
    if (population.questionnaire() == instrument.id) conduct.population = population.size();
  }
  if (conduct.population && instrument.minimum_sample) {
    conduct.minimum = MinimumSampleFor(*instrument.minimum_sample, *conduct.population);
  }
  for (const v1::Totals& totals : facts.bundle().totals()) {
    if (totals.questionnaire() == instrument.id) conduct.totals = totals;
  }
  return conduct;
}

std::string CountOrNothing(const std::optional<int64_t>& count) {
  return count ? CountText(*count) : "–";
}

struct Line {
  Say name;
  std::function<std::string(const Conduct&)> text;
};

std::function<std::string(const Conduct&)> Total(int64_t (v1::Totals::*count)() const) {
  return [count](const Conduct& each) {
    return each.totals ? CountText(((*each.totals).*count)()) : "–";
  };
}

std::vector<Line> Lines() {
  return {
      {{"ประชากร (คน)", "Population"},
       [](const Conduct& each) { return CountOrNothing(each.population); }},
      {{"จำนวนผู้ตอบขั้นต่ำ (คน)", "Minimum sample"},
       [](const Conduct& each) { return CountOrNothing(each.minimum); }},
      {{"คำตอบที่ได้รับ", "Responses received"}, Total(&v1::Totals::received)},
      {{"– นับเป็นคะแนน", "– counted"}, Total(&v1::Totals::counted)},
      {{"– บัตรใช้ไม่ได้หรือใช้ซ้ำ", "– card refused"}, Total(&v1::Totals::card_refused)},
      {{"– เปิดไม่ได้หรือไม่ครบถ้วน", "– not valid"}, Total(&v1::Totals::not_valid)},
      {{"– มาหลังปิดรับ", "– too late"}, Total(&v1::Totals::late)},
      {{"อัตราการตอบ (ร้อยละของประชากร)", "Response share (% of the population)"},
       [](const Conduct& each) {
         if (!each.totals || !each.population) return std::string("–");
         return PercentText(each.totals->counted(), *each.population);
       }},
  };
}

document::Table CountsTable(const Facts& facts, const std::vector<Conduct>& questionnaires) {
  std::vector<std::string> heads = {""};
  std::vector<double> widths = {4};
  for (const Conduct& each : questionnaires) {
    heads.push_back(each.instrument->id);
    widths.push_back(1.5);
  }
  document::Table table = TableOf(heads, std::move(widths));
  table.first_column_is_head = true;
  for (const Line& line : Lines()) {
    document::Row row;
    row.cells.emplace_back(facts.In(line.name));
    for (const Conduct& each : questionnaires) row.cells.push_back(Number(line.text(each)));
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string Period(const Facts& facts) {
  constexpr Say kFrom{"เก็บคำตอบตั้งแต่วันที่ ", "Answers were collected from "};
  constexpr Say kTo{" ถึงวันที่ ", " to "};
  return absl::StrCat(facts.In(kFrom), DayText(facts.bundle().first_day(), facts.language),
                      facts.In(kTo), DayText(facts.bundle().last_day(), facts.language),
                      facts.language == Language::kEnglish ? " (Buddhist era)." : "");
}

std::string SampleSentence(const Facts& facts, const Conduct& conduct) {
  constexpr Say kReached{" มีผู้ตอบไม่น้อยกว่าจำนวนขั้นต่ำ", ": the minimum sample was reached."};
  constexpr Say kMissed{" มีผู้ตอบน้อยกว่าจำนวนขั้นต่ำ", ": the minimum sample was not reached."};
  const bool reached = conduct.totals->counted() >= *conduct.minimum;
  return absl::StrCat(facts.InstrumentName(*conduct.instrument),
                      facts.In(reached ? kReached : kMissed));
}

document::List AboutEach(const Facts& facts, const std::vector<Conduct>& questionnaires) {
  constexpr Say kWho{": ผู้มีสิทธิตอบ ", ", who may answer: "};
  std::vector<document::Text> items;
  for (const Conduct& each : questionnaires) {
    items.emplace_back(absl::StrCat(facts.InstrumentName(*each.instrument), facts.In(kWho),
                                    facts.In(each.instrument->eligibility)));
    if (each.totals && each.minimum) items.emplace_back(SampleSentence(facts, each));
  }
  return Bullets(std::move(items));
}

}  // namespace

Blocks ConductAnnex(const Facts& facts) {
  constexpr Say kSum{
      "คำตอบที่ได้รับทุกฉบับนับอยู่ในบรรทัดที่ขึ้นต้นด้วย – เพียงบรรทัดเดียว ไม่มีฉบับใดตกหล่นหรือนับซ้ำ",
      "Every response received stands in exactly one of the lines that begin with –."};
  std::vector<Conduct> questionnaires;
  for (const Instrument& instrument : facts.assessment().instruments()) {
    if (instrument.is_survey) questionnaires.push_back(ConductOf(facts, instrument));
  }
  if (questionnaires.empty()) return {};
  Blocks blocks;
  blocks.emplace_back(Running(Period(facts)));
  blocks.emplace_back(AboutEach(facts, questionnaires));
  blocks.emplace_back(CountsTable(facts, questionnaires));
  blocks.emplace_back(Running(facts.In(kSum)));
  return blocks;
}

}  // namespace sucharit::report
