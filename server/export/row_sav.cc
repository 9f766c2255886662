// SPDX-License-Identifier: Apache-2.0
#include "server/export/row_sav.h"

#include <readstat.h>
#include <sys/types.h>

#include <algorithm>
#include <ctime>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/export/display_width.h"
#include "server/export/localized.h"

namespace sucharit {
namespace {

constexpr size_t kMostNameBytes = 64;
constexpr size_t kMostLabelBytes = 255;
constexpr size_t kMostValueLabelBytes = 120;
constexpr size_t kMostFileLabelBytes = 64;
constexpr size_t kMostMissingValues = 3;

// What ReadStat writes through.
struct Output {
  const ByteSink& sink;
  absl::Status status;
};

ssize_t WriteBytes(const void* data, size_t length, void* context) {
  auto& output = *static_cast<Output*>(context);
  if (output.status.ok()) {
    output.status = output.sink(absl::string_view(static_cast<const char*>(data), length));
  }
  return output.status.ok() ? static_cast<ssize_t>(length) : -1;
}

// ReadStat writes local time, so that noon of the day in whatever zone this machine is in is what
// gives the same bytes everywhere.
time_t LocalNoon(int64_t day) {
  const auto seconds = static_cast<time_t>(day);
  tm date{};
  gmtime_r(&seconds, &date);
  date.tm_hour = 12;
  date.tm_min = 0;
  date.tm_sec = 0;
  date.tm_isdst = -1;
  return mktime(&date);
}

// A variable of the file.
struct Variable {
  RowColumn about;
  readstat_variable_t* handle = nullptr;
  std::vector<int32_t> codes;
};

// The file while it is written.
class SavWriter {
 public:
  SavWriter(std::vector<RowColumn> columns, Language language, Output& output)
      : language_(language), output_(output), writer_(readstat_writer_init()) {
    readstat_set_data_writer(writer_.get(), WriteBytes);
    for (RowColumn& column : columns) AddVariable(std::move(column));
  }

  absl::Status Begin(const std::string& title, int64_t day, int64_t rows) {
    readstat_writer_set_file_label(writer_.get(), CutToBytes(title, kMostFileLabelBytes).c_str());
    readstat_writer_set_file_timestamp(writer_.get(), LocalNoon(day));
    readstat_writer_set_compression(writer_.get(), READSTAT_COMPRESS_ROWS);
    return Checked(readstat_begin_writing_sav(writer_.get(), &output_, static_cast<long>(rows)));
  }

  absl::Status Add(const CheckedAnswers& row) {
    RETURN_IF_ERROR(Checked(readstat_begin_row(writer_.get())));
    for (const Variable& variable : variables_) {
      const std::optional<double> value = ValueOf(variable, row);
      RETURN_IF_ERROR(Checked(
          value.has_value() ? readstat_insert_double_value(writer_.get(), variable.handle, *value)
                            : readstat_insert_missing_value(writer_.get(), variable.handle)));
    }
    return Checked(readstat_end_row(writer_.get()));
  }

  absl::Status Finish() { return Checked(readstat_end_writing(writer_.get())); }

 private:
  struct Free {
    void operator()(readstat_writer_t* writer) const { readstat_writer_free(writer); }
  };

  absl::Status Checked(readstat_error_t error) const {
    if (!output_.status.ok()) return output_.status;
    if (error == READSTAT_OK) return absl::OkStatus();
    return absl::InternalError(readstat_error_message(error));
  }

  void AddVariable(RowColumn column) {
    const Item& item = *column.item;
    readstat_variable_t* handle = readstat_add_variable(
        writer_.get(), SpssName(column.name, taken_).c_str(), READSTAT_TYPE_DOUBLE, 0);
    readstat_variable_set_label(handle, CutToBytes(Label(column), kMostLabelBytes).c_str());
    readstat_variable_set_alignment(handle, READSTAT_ALIGNMENT_RIGHT);
    const int decimals = item.number.has_value() ? item.number->decimals : 0;
    readstat_variable_set_format(handle, absl::StrCat("F12.", decimals).c_str());
    std::vector<int32_t> codes = ChoiceCodes(item);
    if (item.kind == AnswerKind::kOneChoice) {
      LabelChoices(column, codes, handle);
    } else if (item.kind == AnswerKind::kNumber) {
      readstat_variable_set_measure(handle, READSTAT_MEASURE_SCALE);
    } else {
      LabelYesAndNo(handle);
    }
    variables_.push_back({std::move(column), handle, std::move(codes)});
  }

  // The choice comes first where the question would be the same in many variables.
  std::string Label(const RowColumn& column) const {
    const std::string& text = In(language_, column.item->text);
    if (!column.choice.has_value()) return text;
    return absl::StrCat(In(language_, column.item->choices[*column.choice].label), " | ", text);
  }

  void LabelChoices(const RowColumn& column, const std::vector<int32_t>& codes,
                    readstat_variable_t* handle) {
    const Item& item = *column.item;
    readstat_label_set_t* labels = NewLabels();
    std::vector<int32_t> missing;
    for (size_t choice = 0; choice < item.choices.size(); ++choice) {
      const auto joined = column.joined.find(static_cast<uint8_t>(choice));
      const std::string& label =
          In(language_,
             joined == column.joined.end() ? item.choices[choice].label : joined->second->name);
      readstat_label_double_value(labels, codes[choice],
                                  CutToBytes(label, kMostValueLabelBytes).c_str());
      if (item.is_scored() && !item.choices[choice].score.has_value()) {
        missing.push_back(codes[choice]);
      }
    }
    readstat_variable_set_label_set(handle, labels);
    readstat_variable_set_measure(
        handle, item.is_scored() ? READSTAT_MEASURE_ORDINAL : READSTAT_MEASURE_NOMINAL);
    if (missing.size() > kMostMissingValues) return;
    for (const int32_t code : missing) readstat_variable_add_missing_double_value(handle, code);
  }

  void LabelYesAndNo(readstat_variable_t* handle) {
    constexpr Say kNo{"ไม่", "no"};
    constexpr Say kYes{"ใช่", "yes"};
    if (yes_and_no_ == nullptr) {
      yes_and_no_ = NewLabels();
      readstat_label_double_value(yes_and_no_, 0, kNo.In(language_));
      readstat_label_double_value(yes_and_no_, 1, kYes.In(language_));
    }
    readstat_variable_set_label_set(handle, yes_and_no_);
    readstat_variable_set_measure(handle, READSTAT_MEASURE_NOMINAL);
  }

  readstat_label_set_t* NewLabels() {
    return readstat_add_label_set(writer_.get(), READSTAT_TYPE_DOUBLE,
                                  absl::StrCat("labels", ++label_sets_).c_str());
  }

  static std::optional<double> ValueOf(const Variable& variable, const CheckedAnswers& row) {
    const AnswerValue& value = row.values()[variable.about.place];
    if (const auto* choice = std::get_if<uint8_t>(&value)) return variable.codes[*choice];
    if (const auto* number = std::get_if<NumberAnswer>(&value)) {
      return ScaledToDouble(number->scaled, variable.about.item->number->decimals);
    }
    const bool is_flag =
        variable.about.choice.has_value() || variable.about.item->kind == AnswerKind::kText;
    const std::optional<bool> yes = is_flag ? YesOrNo(variable.about, row) : std::nullopt;
    if (!yes.has_value()) return std::nullopt;
    return *yes ? 1 : 0;
  }

  const Language language_;
  Output& output_;
  std::unique_ptr<readstat_writer_t, Free> writer_;
  std::set<std::string> taken_;
  std::vector<Variable> variables_;
  readstat_label_set_t* yes_and_no_ = nullptr;
  int label_sets_ = 0;
};

bool IsReserved(const std::string& upper) {
  static const std::set<std::string> kReserved = {"ALL", "AND", "BY",  "EQ", "GE", "GT",  "LE",
                                                  "LT",  "NE",  "NOT", "OR", "TO", "WITH"};
  return kReserved.count(upper) > 0;
}

}  // namespace

absl::Status WriteRowsSav(const Assessment& assessment, const Instrument& instrument,
                          const RowSource& source, Language language, int64_t day,
                          const ByteSink& sink) {
  Output output{sink, absl::OkStatus()};
  std::vector<RowColumn> columns = RowColumns(assessment, instrument);
  RETURN_IF_ERROR(FindJoinedGroups(assessment, instrument, source, columns));
  SavWriter sav(std::move(columns), language, output);
  RETURN_IF_ERROR(sav.Begin(In(language, instrument.name), day, source.rows));
  RETURN_IF_ERROR(ForEachRow(assessment, instrument, source,
                             [&](const CheckedAnswers& row) { return sav.Add(row); }));
  return sav.Finish();
}

std::string SpssName(absl::string_view name, std::set<std::string>& taken) {
  std::string allowed(name.substr(0, kMostNameBytes - 8));  // Room for what comes before and after.
  for (char& c : allowed) {
    if (!absl::ascii_isalnum(static_cast<unsigned char>(c))) c = '_';
  }
  if (allowed.empty() || !absl::ascii_isalpha(static_cast<unsigned char>(allowed.front()))) {
    allowed.insert(0, "V");
  }
  if (IsReserved(absl::AsciiStrToUpper(allowed))) allowed += "_";
  std::string unlike = allowed;
  // SPSS doesn't tell upper from lower case.
  for (int number = 2; !taken.insert(absl::AsciiStrToUpper(unlike)).second; ++number) {
    unlike = absl::StrCat(allowed, "_", number);
  }
  return unlike;
}

std::string CutToBytes(absl::string_view text, size_t most) {
  constexpr absl::string_view kCut = "…";
  if (text.size() <= most) return std::string(text);
  size_t end = 0;  // The last place before which a letter with its marks is whole.
  for (size_t byte = 0; byte + kCut.size() <= most;) {
    size_t next = byte + 1;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0) == 0x80) ++next;
    if (DisplayWidth(text.substr(byte, next - byte)) > 0) end = byte;
    byte = next;
  }
  return absl::StrCat(text.substr(0, end), kCut);
}

}  // namespace sucharit
