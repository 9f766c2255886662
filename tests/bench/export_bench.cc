// SPDX-License-Identifier: Apache-2.0
//
// How fast kept rows are written, and in how much memory. Rows of 30 items with six choices each
// are made up while they are written, so that none of the memory is theirs.
//   export_bench --rows=1000000 --folder=FOLDER [--benchmark_filter=csv|xlsx|sav]
// Writes FOLDER/rows.csv, rows.xlsx, rows.sav.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iostream>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/assessment/assessment.h"
#include "server/export/row_csv.h"
#include "server/export/row_sav.h"
#include "server/export/row_workbook.h"

namespace sucharit {
namespace {

constexpr int kItems = 30;
constexpr int kChoices = 6;
constexpr int64_t kRowsOfAChunk = 1000;

v1::Text Words(const std::string& words) {
  v1::Text text;
  text.set_th(words);
  text.set_en(words);
  return text;
}

void AddItem(int number, v1::Definition& definition) {
  v1::Item& item = *definition.add_items();
  item.set_id(absl::StrCat("Q", number));
  item.set_instrument("Q");
  item.set_indicator("1");
  *item.mutable_text() = Words(absl::StrCat("ข้อคำถามที่ ", number));
  for (int number_of_choice = 1; number_of_choice <= kChoices; ++number_of_choice) {
    v1::Choice& choice = *item.add_choices();
    choice.set_id(absl::StrCat(number_of_choice));
    *choice.mutable_label() = Words(absl::StrCat("ระดับ ", number_of_choice));
    choice.set_score(absl::StrCat(20 * (number_of_choice - 1)));
  }
}

v1::Instrument Questionnaire() {
  v1::Instrument instrument;
  instrument.set_id("Q");
  *instrument.mutable_name() = Words("แบบสอบถาม");
  instrument.set_weight("1");
  instrument.set_source(v1::INSTRUMENT_SOURCE_SURVEY);
  *instrument.mutable_eligibility() = Words("ทุกคน");
  v1::Introduction& introduction = *instrument.mutable_introduction();
  for (v1::Text* text : {introduction.mutable_who_asks(), introduction.mutable_why(),
                         introduction.mutable_how_long(), introduction.mutable_what_is_kept(),
                         introduction.mutable_what_never_is()}) {
    *text = Words("คำชี้แจง");
  }
  return instrument;
}

Assessment ThirtyItems() {
  v1::Definition definition;
  definition.set_id("thirty-items");
  *definition.mutable_title() = Words("แบบวัดความเร็ว");
  definition.set_overall_id("ALL");
  *definition.mutable_overall_name() = Words("คะแนนรวม");
  definition.mutable_privacy()->set_minimum_group(5);
  definition.mutable_privacy()->set_rows(v1::ROWS_KEEP);
  *definition.add_instruments() = Questionnaire();
  v1::Indicator& indicator = *definition.add_indicators();
  indicator.set_id("1");
  indicator.set_instrument("Q");
  *indicator.mutable_name() = Words("ตัวชี้วัด");
  for (int number = 1; number <= kItems; ++number) AddItem(number, definition);
  v1::Level& level = *definition.add_levels();
  level.set_id("any");
  *level.mutable_name() = Words("ระดับ");
  level.set_overall_minimum("0");
  auto assessment = Assessment::FromDefinition(definition);
  if (!assessment.ok()) {
    std::cerr << assessment.status() << "\n";
    std::abort();
  }
  return *std::move(assessment);
}

// The same rows every time.
RowSource MadeUpRows(int64_t rows) {
  return {rows, [rows](const auto& take) {
            uint64_t state = 88'172'645'463'325'252;
            for (int64_t row = 0; row < rows; row += kRowsOfAChunk) {
              std::string chunk(static_cast<size_t>(std::min(kRowsOfAChunk, rows - row) * kItems),
                                '\0');
              for (char& answer : chunk) {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                answer = static_cast<char>(1 + (state >> 32) % kChoices);
              }
              absl::Status taken = take(chunk);
              if (!taken.ok()) return taken;
            }
            return absl::OkStatus();
          }};
}

double PeakMebibytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

// Runs `write` once an iteration; rows a second and the process's peak memory.
void Measure(benchmark::State& state, int64_t rows, const std::function<absl::Status()>& write) {
  for (auto _ : state) {
    const absl::Status status = write();
    if (!status.ok()) state.SkipWithError(status.ToString().c_str());
  }
  state.SetItemsProcessed(rows * static_cast<int64_t>(state.iterations()));
  state.counters["peak_MiB"] = PeakMebibytes();
}

ByteSink Into(std::ofstream& file) {
  return [&file](absl::string_view bytes) {
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return file.good() ? absl::OkStatus() : absl::ResourceExhaustedError("can't write");
  };
}

struct Options {
  int64_t rows = 1'000'000;
  std::string folder = ".";
};

// Takes the options that aren't Google Benchmark's out of the arguments.
bool TakeOptions(int argc, char** argv, Options& options) {
  for (int i = 1; i < argc; ++i) {
    absl::string_view argument = argv[i];
    if (absl::ConsumePrefix(&argument, "--rows=")) {
      if (!absl::SimpleAtoi(argument, &options.rows)) return false;
    } else if (absl::ConsumePrefix(&argument, "--folder=")) {
      options.folder = std::string(argument);
    } else {
      return false;
    }
  }
  return true;
}

void Register(const Assessment& assessment, const Options& options) {
  const Instrument& instrument = assessment.instruments().front();
  const RowSource source = MadeUpRows(options.rows);
  const auto add = [&](const char* name, const std::function<absl::Status()>& write) {
    benchmark::RegisterBenchmark(
        name,
        [write, rows = options.rows](benchmark::State& state) { Measure(state, rows, write); })
        ->Iterations(1)
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
  };
  const std::string path = absl::StrCat(options.folder, "/rows.");
  add("csv", [=, &assessment, &instrument] {
    std::ofstream file(path + "csv", std::ios::binary);
    return WriteRowsCsv(assessment, instrument, source, Into(file), false);
  });
  add("sav", [=, &assessment, &instrument] {
    std::ofstream file(path + "sav", std::ios::binary);
    return WriteRowsSav(assessment, instrument, source, Language::kThai, 0, Into(file));
  });
  add("xlsx", [=, &assessment, &instrument] {
    WorkbookOptions workbook;
    workbook.scratch_folder = options.folder;
    workbook.created = 1;
    return WriteRowsWorkbook(assessment, instrument, source, Language::kThai, workbook,
                             path + "xlsx");
  });
}

}  // namespace
}  // namespace sucharit

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  sucharit::Options options;
  if (!sucharit::TakeOptions(argc, argv, options)) {
    std::cerr << "usage: export_bench [--rows=N] [--folder=FOLDER] [--benchmark_filter=csv]\n";
    return 2;
  }
  const sucharit::Assessment assessment = sucharit::ThirtyItems();
  sucharit::Register(assessment, options);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
