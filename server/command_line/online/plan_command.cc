// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/plan_command.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/command_line/online/plan_text.h"
#include "server/command_line/online/round_argument.h"
#include "server/plan/measure_table.h"
#include "server/plan/plan_dates.h"

namespace sucharit {
namespace {

using Stub = v1::AdminService::Stub;

struct PlanOptions {
  std::string round;
  int32_t number = 0;
  std::string file;
  std::optional<int32_t> topic;
  std::optional<std::string> measure;
  std::optional<std::string> responsible;
  std::vector<std::string> steps;
  std::optional<std::string> begins;
  std::optional<std::string> ends;
  std::optional<std::string> status;
};

absl::StatusOr<v1::ListMeasuresResponse> FetchPlan(const std::string& round_id,
                                                   Connection& connection) {
  v1::ListMeasuresRequest request;
  request.set_round_id(round_id);
  return connection.Call(&Stub::ListMeasures, request);
}

absl::Status TakeDate(const std::optional<std::string>& text, const char* option, v1::Date& date) {
  if (!text) return absl::OkStatus();
  auto parsed = ParsePlanDate(*text);
  if (!parsed.ok()) return Within(option, parsed.status());
  date = *parsed;
  return absl::OkStatus();
}

// Puts what was said over what was there.
absl::Status TakeOptions(const PlanOptions& options, v1::Measure& measure) {
  if (options.topic) measure.set_topic(*options.topic);
  if (options.measure) measure.set_measure(*options.measure);
  if (options.responsible) measure.set_responsible(*options.responsible);
  if (!options.steps.empty()) {
    *measure.mutable_steps() = {options.steps.begin(), options.steps.end()};
  }
  RETURN_IF_ERROR(TakeDate(options.begins, "--begins", *measure.mutable_begins()));
  RETURN_IF_ERROR(TakeDate(options.ends, "--ends", *measure.mutable_ends()));
  if (!options.status) return absl::OkStatus();
  const std::optional<v1::MeasureStatus> status = ParseMeasureStatus(*options.status);
  if (!status) return Misused("no such status", absl::StrCat("--status ", *options.status));
  measure.set_status(*status);
  return absl::OkStatus();
}

absl::Status Send(const std::string& round_id, const std::vector<v1::Measure>& measures,
                  CommandContext& context, Connection& connection) {
  constexpr Say kDone{"บันทึกมาตรการหมายเลข", "measures kept, numbers"};
  v1::PutMeasuresRequest request;
  request.set_round_id(round_id);
  *request.mutable_measures() = {measures.begin(), measures.end()};
  ASSIGN_OR_RETURN(const auto response, connection.Call(&Stub::PutMeasures, request));
  if (context.json) {
    const std::vector<int32_t> numbers(response.numbers().begin(), response.numbers().end());
    context.out << nlohmann::json{{"numbers", numbers}}.dump() << "\n";
    return absl::OkStatus();
  }
  context.out << context.In(kDone);
  for (const int32_t number : response.numbers()) context.out << " " << number;
  context.out << "\n";
  return absl::OkStatus();
}

absl::Status Add(const PlanOptions& options, CommandContext& context, Connection& connection) {
  ASSIGN_OR_RETURN(const std::string round_id, connection.FindRound(options.round));
  v1::Measure measure;
  RETURN_IF_ERROR(TakeOptions(options, measure));
  return Send(round_id, {measure}, context, connection);
}

absl::Status Edit(const PlanOptions& options, CommandContext& context, Connection& connection) {
  ASSIGN_OR_RETURN(const std::string round_id, connection.FindRound(options.round));
  ASSIGN_OR_RETURN(const auto plan, FetchPlan(round_id, connection));
  for (v1::Measure measure : plan.measures()) {
    if (measure.number() != options.number) continue;
    RETURN_IF_ERROR(TakeOptions(options, measure));
    return Send(round_id, {measure}, context, connection);
  }
  return Refused(absl::StatusCode::kNotFound, v1::REASON_MEASURE_UNKNOWN, "no such measure",
                 absl::StrCat(options.number));
}

absl::Status Import(const PlanOptions& options, CommandContext& context, Connection& connection) {
  ASSIGN_OR_RETURN(const std::vector<v1::Measure> measures, ReadMeasures(options.file));
  ASSIGN_OR_RETURN(const std::string round_id, connection.FindRound(options.round));
  absl::Status sent = Send(round_id, measures, context, connection);
  return ReasonOf(sent) == v1::REASON_MEASURE ? Within(options.file, sent) : sent;
}

absl::Status Remove(const PlanOptions& options, CommandContext& context, Connection& connection) {
  constexpr Say kDone{"ลบมาตรการหมายเลข ", "removed measure "};
  v1::RemoveMeasureRequest request;
  ASSIGN_OR_RETURN(*request.mutable_round_id(), connection.FindRound(options.round));
  request.set_number(options.number);
  RETURN_IF_ERROR(connection.Call(&Stub::RemoveMeasure, request).status());
  if (!context.json) context.out << context.In(kDone) << options.number << "\n";
  return absl::OkStatus();
}

absl::Status List(const PlanOptions& options, CommandContext& context, Connection& connection) {
  ASSIGN_OR_RETURN(const FetchedRound fetched, FetchRound(options.round, connection));
  ASSIGN_OR_RETURN(const auto plan, FetchPlan(fetched.round_id, connection));
  if (context.json) {
    context.out << PlanToJson(plan.measures()).dump(1) << "\n";
  } else {
    context.out << PlanToText(fetched.assessment, plan.measures(), context.language);
  }
  return absl::OkStatus();
}

using Action = absl::Status (*)(const PlanOptions&, CommandContext&, Connection&);

// One verb of `plan`, with options of its own.
struct Verb {
  Verb(CLI::App& plan, const char* name, const Say& about, Action action, CommandContext& in,
       Connection& connection)
      : options(std::make_shared<PlanOptions>()),
        command(plan.add_subcommand(name, in.In(about))),
        context(in) {
    AddRoundArgument(*command, options->round, in);
    command->callback([action, options = options, &in, &connection] {
      in.Finish(action(*options, in, connection));
    });
  }

  Verb& WithNumber() {
    constexpr Say kNumber{"หมายเลขมาตรการ", "the measure's number"};
    command->add_option("NUMBER", options->number, context.In(kNumber))->required()->type_name("");
    return *this;
  }

  // `required` for a new measure.
  Verb& WithMeasure(bool required) {
    constexpr Say kTopic{"หมายเลขประเด็น", "the topic's number"};
    constexpr Say kMeasure{"มาตรการ/โครงการ/กิจกรรม", "what is to be done"};
    constexpr Say kResponsible{"ผู้รับผิดชอบ", "who does it"};
    constexpr Say kStep{"ขั้นตอน (ระบุได้หลายครั้ง)", "a step (may be repeated)"};
    constexpr Say kBegins{"เริ่ม เช่น \"เมษายน 2568\" หรือ 1/4/2568",
                          "begins, such as \"April 2568\" or 1/4/2568"};
    constexpr Say kEnds{"สิ้นสุด", "ends"};
    constexpr Say kStatus{"planned, under way, done หรือ dropped",
                          "planned, under way, done or dropped"};
    PlanOptions& plan = *options;
    command->add_option("--topic", plan.topic, context.In(kTopic))->required(required);
    command->add_option("--measure", plan.measure, context.In(kMeasure))->required(required);
    command->add_option("--responsible", plan.responsible, context.In(kResponsible))
        ->required(required);
    command->add_option("--step", plan.steps, context.In(kStep))->allow_extra_args(false);
    command->add_option("--begins", plan.begins, context.In(kBegins))->required(required);
    command->add_option("--ends", plan.ends, context.In(kEnds))->required(required);
    command->add_option("--status", plan.status, context.In(kStatus));
    return *this;
  }

  std::shared_ptr<PlanOptions> options;
  CLI::App* command;
  CommandContext& context;
};

}  // namespace

void AddPlanCommand(CLI::App& app, CommandContext& context, Connection& connection) {
  constexpr Say kAbout{"แผนมาตรการส่งเสริมคุณธรรมและความโปร่งใส",
                       "The plan of measures that follows from the results"};
  constexpr Say kAdd{"เพิ่มมาตรการ", "Add a measure"};
  constexpr Say kEdit{"แก้ไขมาตรการ (เฉพาะที่ระบุ)", "Change what is said of a measure"};
  constexpr Say kList{"แสดงแผนตามประเด็น", "Show the plan by topic"};
  constexpr Say kRemove{"ลบมาตรการ", "Remove a measure"};
  constexpr Say kImport{
      "นำเข้าตาราง topic,measure,responsible,steps,begins,ends,status (แต่ละขั้นตอนขึ้นบรรทัดใหม่ หรือคั่นด้วย "
      ";)",
      "Import a table topic,measure,responsible,steps,begins,ends,status (steps on lines of their "
      "own, or parted by ;)"};
  constexpr Say kFile{"ไฟล์ .csv หรือ .xlsx", "a .csv or .xlsx file"};
  CLI::App* plan = app.add_subcommand("plan", context.In(kAbout));
  plan->require_subcommand(1);
  Verb(*plan, "add", kAdd, Add, context, connection).WithMeasure(true);
  Verb(*plan, "edit", kEdit, Edit, context, connection).WithNumber().WithMeasure(false);
  const Verb list(*plan, "list", kList, List, context, connection);
  Verb(*plan, "remove", kRemove, Remove, context, connection).WithNumber();
  const Verb import(*plan, "import", kImport, Import, context, connection);
  import.command->add_option("FILE", import.options->file, context.In(kFile))
      ->required()
      ->type_name("");
}

}  // namespace sucharit
