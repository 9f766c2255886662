// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/agency_command.h"

#include <nlohmann/json.hpp>

#include "common/status/status_macros.h"
#include "server/export/display_width.h"
#include "server/export/localized.h"

namespace sucharit {
namespace {

constexpr size_t kCodeWidth = 34;

absl::Status Create(const v1::CreateAgencyRequest& request, CommandContext& context,
                    Connection& connection) {
  constexpr Say kCreated{"สร้างหน่วยงานแล้ว: ", "agency created: "};
  RETURN_IF_ERROR(connection.Call(&v1::AdminService::Stub::CreateAgency, request).status());
  const v1::Agency& agency = request.agency();
  if (context.json) {
    context.out << nlohmann::json{{"code", agency.code()}}.dump() << "\n";
  } else {
    context.out << context.In(kCreated) << agency.code() << "  "
                << In(context.language, agency.name()) << "\n";
  }
  return absl::OkStatus();
}

absl::Status List(CommandContext& context, Connection& connection) {
  ASSIGN_OR_RETURN(const auto list, connection.Call(&v1::AdminService::Stub::ListAgencies,
                                                    v1::ListAgenciesRequest()));
  nlohmann::json rows = nlohmann::json::array();
  for (const v1::Agency& agency : list.agencies()) {
    if (context.json) {
      rows.push_back({{"code", agency.code()},
                      {"name_th", agency.name().th()},
                      {"name_en", agency.name().en()}});
    } else {
      context.out << FitToWidth(agency.code(), kCodeWidth) << In(context.language, agency.name())
                  << "\n";
    }
  }
  if (context.json) context.out << rows.dump(1) << "\n";
  return absl::OkStatus();
}

}  // namespace

void AddAgencyCommand(CLI::App& app, CommandContext& context, Connection& connection) {
  constexpr Say kAbout{"หน่วยงานในระบบนี้", "The agencies of this installation"};
  constexpr Say kCreate{"เพิ่มหน่วยงาน", "Add an agency"};
  constexpr Say kList{"แสดงหน่วยงานทั้งหมด", "List all agencies"};
  constexpr Say kCode{"รหัสสั้น ๆ: A-Z a-z 0-9 -", "a short code: A-Z a-z 0-9 -"};
  constexpr Say kThai{"ชื่อภาษาไทย", "its name in Thai"};
  constexpr Say kEnglish{"ชื่อภาษาอังกฤษ", "its name in English"};
  CLI::App* agency = app.add_subcommand("agency", context.In(kAbout));
  agency->require_subcommand(1);
  CLI::App* create = agency->add_subcommand("create", context.In(kCreate));
  const auto request = std::make_shared<v1::CreateAgencyRequest>();
  v1::Agency* wanted = request->mutable_agency();
  create->add_option("CODE", *wanted->mutable_code(), context.In(kCode))->required()->type_name("");
  create->add_option("--name-th", *wanted->mutable_name()->mutable_th(), context.In(kThai))
      ->required();
  create->add_option("--name-en", *wanted->mutable_name()->mutable_en(), context.In(kEnglish))
      ->required();
  create->callback(
      [request, &context, &connection] { context.Finish(Create(*request, context, connection)); });
  agency->add_subcommand("list", context.In(kList))->callback([&context, &connection] {
    context.Finish(List(context, connection));
  });
}

}  // namespace sucharit
