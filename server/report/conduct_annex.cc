// SPDX-License-Identifier: Apache-2.0
//
// How the survey was carried out: who could answer, who did, and what became of every response.
#include <algorithm>
#include <functional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
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
  std::optional<v1::Conduct> reported;

  bool has_report() const { return reported.has_value(); }
  bool takes_cards() const { return reported && reported->has_cards(); }

  // Whether tablets told how responses were given.
  bool is_told() const { return reported && reported->tablets() > 0; }
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
  for (const v1::Conduct& reported : facts.bundle().conduct()) {
    if (reported.questionnaire() == instrument.id) conduct.reported = reported;
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

std::function<std::string(const Conduct&)> Told(int64_t (v1::Conduct::*count)() const) {
  return [count](const Conduct& each) {
    return each.is_told() ? CountText(((*each.reported).*count)()) : "–";
  };
}

// How responses were given, as tablets told it, and how many are alike.
std::vector<Line> ConductLines() {
  return {
      {{"ตอบเสร็จตามที่แท็บเล็ตรายงาน", "Finished, as tablets reported"}, Told(&v1::Conduct::finished)},
      {{"– เร็วกว่าเวลาขั้นต่ำ", "– faster than the minimum time"},
       [](const Conduct& each) {
         const bool has_minimum = each.instrument->collection.minimum_seconds > 0;
         return each.is_told() && has_minimum ? CountText(each.reported->quick()) : "–";
       }},
      {{"เริ่มตอบแล้วเลิก", "Begun and left"}, Told(&v1::Conduct::abandoned)},
      {{"แท็บเล็ตที่ใช้", "Tablets used"}, Told(&v1::Conduct::tablets)},
      {{"มากที่สุดต่อเครื่องต่อวัน", "Most on one tablet on one day"}, Told(&v1::Conduct::most_in_a_day)},
      {{"คำตอบที่ตรงกับฉบับอื่นทุกข้อ (ร้อยละ)", "The same as another response (%)"},
       [](const Conduct& each) {
         if (!each.reported || !each.totals) return std::string("–");
         return PercentText(each.reported->identical(), each.totals->counted());
       }},
  };
}

std::function<std::string(const Conduct&)> OfCards(int64_t (v1::CardAccount::*count)() const) {
  return [count](const Conduct& each) {
    return each.takes_cards() ? CountText((each.reported->cards().*count)()) : "–";
  };
}

std::vector<Line> CardLines() {
  return {
      {{"บัตรที่พิมพ์", "Cards printed"}, OfCards(&v1::CardAccount::printed)},
      {{"– ใช้ตอบ", "– used"}, OfCards(&v1::CardAccount::used)},
      {{"– เหลือ", "– left over"}, OfCards(&v1::CardAccount::left_over)},
      {{"– ยกเลิก", "– void"}, OfCards(&v1::CardAccount::voided)},
      {{"– ไม่ได้คืน", "– not returned"}, OfCards(&v1::CardAccount::not_returned)},
  };
}

document::Table CountsTable(const Facts& facts, const std::vector<Conduct>& questionnaires,
                            const std::vector<Line>& lines) {
  std::vector<std::string> heads = {""};
  std::vector<double> widths = {4};
  for (const Conduct& each : questionnaires) {
    heads.push_back(each.instrument->id);
    widths.push_back(1.5);
  }
  document::Table table = TableOf(heads, std::move(widths));
  table.first_column_is_head = true;
  for (const Line& line : lines) {
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

std::string WitnessSentence(const Facts& facts, const Conduct& conduct) {
  constexpr Say kCounted{" นับบัตรที่เหลือต่อหน้า ", ": the left-over cards were counted before "};
  return absl::StrCat(facts.InstrumentName(*conduct.instrument), facts.In(kCounted),
                      absl::StrJoin(conduct.reported->cards().witnesses(), ", "),
                      facts.language == Language::kEnglish ? "." : "");
}

std::string MoreReceivedSentence(const Facts& facts, const Conduct& conduct) {
  constexpr Say kMore{" ได้รับคำตอบมากกว่าที่แท็บเล็ตรายงานว่าตอบเสร็จ",
                      ": more responses were received than tablets reported as finished."};
  return absl::StrCat(facts.InstrumentName(*conduct.instrument), facts.In(kMore));
}

// What a reader should notice of how the survey was conducted.
std::vector<document::Text> Remarks(const Facts& facts,
                                    const std::vector<Conduct>& questionnaires) {
  std::vector<document::Text> remarks;
  for (const Conduct& each : questionnaires) {
    if (each.takes_cards() && each.reported->cards().witnesses_size() > 0) {
      remarks.emplace_back(WitnessSentence(facts, each));
    }
    if (each.is_told() && each.totals && each.totals->received() > each.reported->finished()) {
      remarks.emplace_back(MoreReceivedSentence(facts, each));
    }
  }
  return remarks;
}

void AddConduct(const Facts& facts, const std::vector<Conduct>& questionnaires, Blocks& blocks) {
  const auto any = [&](bool (Conduct::*is)() const) {
    return std::any_of(questionnaires.begin(), questionnaires.end(),
                       [is](const Conduct& each) { return (each.*is)(); });
  };
  if (any(&Conduct::has_report)) {
    blocks.emplace_back(CountsTable(facts, questionnaires, ConductLines()));
  }
  if (any(&Conduct::takes_cards)) {
    blocks.emplace_back(CountsTable(facts, questionnaires, CardLines()));
  }
  std::vector<document::Text> remarks = Remarks(facts, questionnaires);
  if (!remarks.empty()) blocks.emplace_back(Bullets(std::move(remarks)));
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
  blocks.emplace_back(CountsTable(facts, questionnaires, Lines()));
  blocks.emplace_back(Running(facts.In(kSum)));
  AddConduct(facts, questionnaires, blocks);
  return blocks;
}

}  // namespace sucharit::report
