// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/audit_log_command.h"

#include <google/protobuf/util/json_util.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/files/files.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "common/time/clock.h"
#include "server/audit/audit_chain.h"
#include "server/command_line/online/dates.h"
#include "server/export/message_json.h"
#include "sucharit/v1/audit.grpc.pb.h"

namespace sucharit {
namespace {

constexpr size_t kLargestHead = 4096;
constexpr char kTimeFormat[] = "%Y-%m-%dT%H:%M:%SZ";

struct AuditLogOptions {
  std::string since;
  std::string head;
  std::string output;
};

using TakeLine = std::function<absl::Status(const v1::AuditLine&)>;

// Asks for all lines, some at a time.
absl::Status ForEachLine(int64_t since, const TakeLine& take, Connection& connection) {
  v1::ListAuditLinesRequest request;
  request.set_since_unix_second(since);
  while (true) {
    ASSIGN_OR_RETURN(const auto response,
                     connection.Call(&v1::AuditService::Stub::ListAuditLines, request));
    if (response.lines().empty()) return absl::OkStatus();
    for (const v1::AuditLine& line : response.lines()) RETURN_IF_ERROR(take(line));
    const int64_t last = response.lines(response.lines_size() - 1).sequence();
    if (last <= request.after_sequence()) return absl::DataLossError("the server goes in circles");
    request.set_after_sequence(last);
  }
}

absl::StatusOr<v1::AuditHead> FetchHead(Connection& connection) {
  ASSIGN_OR_RETURN(const auto response, connection.Call(&v1::AuditService::Stub::GetAuditHead,
                                                        v1::GetAuditHeadRequest()));
  return response.head();
}

std::string TimeText(int64_t unix_second) {
  return absl::FormatTime(kTimeFormat, absl::FromUnixSeconds(unix_second), absl::UTCTimeZone());
}

std::string Subject(const v1::AuditLine& line) {
  return line.subject().empty() ? line.subject_kind()
                                : absl::StrCat(line.subject_kind(), " ", line.subject());
}

nlohmann::json ToJson(const v1::AuditLine& line) {
  return {{"sequence", line.sequence()}, {"time", TimeText(line.unix_second())},
          {"user", line.user_name()},    {"roles", line.roles()},
          {"verb", line.verb()},         {"subject_kind", line.subject_kind()},
          {"subject", line.subject()},   {"agency", line.agency_code()},
          {"outcome", line.outcome()}};
}

void Print(const v1::AuditLine& line, CommandContext& context) {
  context.out << line.sequence() << "  " << TimeText(line.unix_second()) << "  "
              << (line.user_name().empty() ? "-" : line.user_name()) << " (" << line.roles()
              << ")  " << line.verb() << "  " << Subject(line) << "  " << line.agency_code() << "  "
              << line.outcome() << "\n";
}

absl::Status List(const AuditLogOptions& options, CommandContext& context, Connection& connection) {
  int64_t since = 0;
  if (!options.since.empty()) {
    ASSIGN_OR_RETURN(const int32_t day, ParseDay(options.since, "--since"));
    since = absl::ToUnixSeconds(StartOfDayInThailand(day));
  }
  nlohmann::json rows = nlohmann::json::array();
  const auto show = [&](const v1::AuditLine& line) {
    if (line.withheld()) return absl::OkStatus();
    if (context.json) {
      rows.push_back(ToJson(line));
    } else {
      Print(line, context);
    }
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(ForEachLine(since, show, connection));
  if (context.json) context.out << rows.dump(1) << "\n";
  return absl::OkStatus();
}

absl::Status WriteHead(const AuditLogOptions& options, CommandContext& context,
                       Connection& connection) {
  constexpr Say kWritten{"เขียนหัวบันทึกที่ลงนามแล้ว: ", "signed head written: "};
  ASSIGN_OR_RETURN(const v1::AuditHead head, FetchHead(connection));
  const std::string json = MessageToJson(head);
  if (options.output.empty()) {
    context.out << json << "\n";
    return absl::OkStatus();
  }
  RETURN_IF_ERROR(WriteFileAtomically(options.output, json));
  if (!context.json) context.out << context.In(kWritten) << options.output << "\n";
  return absl::OkStatus();
}

absl::StatusOr<std::optional<v1::AuditHead>> ReadSavedHead(const std::string& path) {
  if (path.empty()) return std::optional<v1::AuditHead>();
  ASSIGN_OR_RETURN(const std::string json, ReadWholeFile(path, kLargestHead));
  v1::AuditHead head;
  if (!google::protobuf::util::JsonStringToMessage(json, &head).ok()) {
    return Refused(absl::StatusCode::kDataLoss, v1::REASON_AUDIT_LOG_BROKEN, "not a signed head",
                   path);
  }
  return std::optional<v1::AuditHead>(head);
}

void ShowVerified(const ChainCheck& check, const v1::AuditHead& head, CommandContext& context) {
  constexpr Say kWhole{"บันทึกครบถ้วนและไม่ถูกแก้ไข จำนวนบรรทัด: ", "the log is whole; lines: "};
  constexpr Say kWithheld{", ตรวจเฉพาะลำดับ (หน่วยงานอื่น): ",
                          ", of which only the place was checked (other agencies): "};
  if (context.json) {
    context.out << nlohmann::json{{"lines", check.lines()},
                                  {"withheld", check.withheld()},
                                  {"signed", TimeText(head.unix_second())}}
                       .dump()
                << "\n";
    return;
  }
  context.out << context.In(kWhole) << check.lines();
  if (check.withheld() > 0) context.out << context.In(kWithheld) << check.withheld();
  context.out << "\n";
}

// The head is asked for first, or lines that come in between would stand after it.
absl::Status Verify(const AuditLogOptions& options, CommandContext& context,
                    Connection& connection) {
  ASSIGN_OR_RETURN(const auto saved, ReadSavedHead(options.head));
  ASSIGN_OR_RETURN(const v1::AuditHead head, FetchHead(connection));
  ChainCheck check(saved);
  const auto add = [&](const v1::AuditLine& line) {
    return line.sequence() > head.sequence() ? absl::OkStatus() : check.Add(line);
  };
  RETURN_IF_ERROR(ForEachLine(0, add, connection));
  RETURN_IF_ERROR(check.Finish(head));
  ShowVerified(check, head, context);
  return absl::OkStatus();
}

}  // namespace

void AddAuditLogCommand(CLI::App& app, CommandContext& context, Connection& connection) {
  constexpr Say kAbout{"บันทึกการตรวจสอบ: ใครทำอะไรเมื่อใด", "The audit log: who did what and when"};
  constexpr Say kList{"แสดงบันทึก", "List its lines"};
  constexpr Say kHead{"ขอหัวบันทึกที่ลงนาม เก็บไว้พิสูจน์ภายหลังว่าไม่มีอะไรหายไป",
                      "Get its signed head: keep it, to prove later that nothing was cut off"};
  constexpr Say kVerify{"ตรวจว่าบันทึกไม่ถูกแก้ไขหรือตัดทิ้ง", "Check that nothing was changed or cut off"};
  constexpr Say kSince{"ตั้งแต่วันนี้ เช่น 2567-03-01", "from this day on, such as 2024-03-01"};
  constexpr Say kOutput{"ไฟล์ปลายทาง", "file to write"};
  constexpr Say kSaved{"หัวบันทึกที่เก็บไว้ก่อนหน้า", "a head that was kept from earlier"};
  const auto options = std::make_shared<AuditLogOptions>();
  CLI::App* audit = app.add_subcommand("audit", context.In(kAbout));
  audit->require_subcommand(1);
  CLI::App* list = audit->add_subcommand("list", context.In(kList));
  list->add_option("--since", options->since, context.In(kSince))->type_name("DAY");
  list->callback(
      [options, &context, &connection] { context.Finish(List(*options, context, connection)); });
  CLI::App* head = audit->add_subcommand("head", context.In(kHead));
  head->add_option("--output", options->output, context.In(kOutput))->type_name("FILE");
  head->callback([options, &context, &connection] {
    context.Finish(WriteHead(*options, context, connection));
  });
  CLI::App* verify = audit->add_subcommand("verify", context.In(kVerify));
  verify->add_option("--head", options->head, context.In(kSaved))->type_name("FILE");
  verify->callback(
      [options, &context, &connection] { context.Finish(Verify(*options, context, connection)); });
}

}  // namespace sucharit
