// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/device_command.h"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "common/enrolment/ticket.h"
#include "common/files/files.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/command_line/online/dates.h"
#include "server/export/display_width.h"

namespace sucharit {
namespace {

constexpr size_t kDeviceIdSize = 16;
constexpr size_t kNameWidth = 30;

struct EnrolOptions {
  v1::CreateEnrolmentTicketsRequest request;
  int count = 1;
  int hours = 24;
  std::string folder;
};

absl::StatusOr<std::vector<std::string>> SaveTickets(const std::vector<std::string>& tickets,
                                                     const std::string& folder) {
  RETURN_IF_ERROR(MakePrivateFolder(folder));
  std::vector<std::string> paths;
  for (size_t i = 0; i < tickets.size(); ++i) {
    paths.push_back(absl::StrCat(folder, "/ticket-", i + 1, ".txt"));
    RETURN_IF_ERROR(WriteFileAtomically(paths.back(), tickets[i] + "\n", 0600));
  }
  return paths;
}

absl::Status EnrolCode(EnrolOptions& options, CommandContext& context, Connection& connection) {
  constexpr Say kHint{"ตั๋วลงทะเบียน (ใช้ได้ครั้งเดียว) — เปิดในแอปแท็บเล็ต:",
                      "Enrolment tickets (each works once), to be opened in the tablet's app:"};
  options.request.set_count(options.count);
  options.request.set_valid_hours(options.hours);
  ASSIGN_OR_RETURN(
      const auto response,
      connection.Call(&v1::AdminService::Stub::CreateEnrolmentTickets, options.request));
  std::vector<std::string> tickets;
  for (const v1::EnrolmentTicket& ticket : response.tickets()) {
    tickets.push_back(FormatTicket(ticket));
  }
  std::vector<std::string> shown = tickets;
  if (!options.folder.empty()) {
    ASSIGN_OR_RETURN(shown, SaveTickets(tickets, options.folder));
  }
  if (context.json) {
    context.out << nlohmann::json(shown).dump(1) << "\n";
    return absl::OkStatus();
  }
  context.out << context.In(kHint) << "\n";
  for (const std::string& line : shown) context.out << line << "\n";
  return absl::OkStatus();
}

absl::Status List(const std::string& agency, CommandContext& context, Connection& connection) {
  constexpr Say kRevoked{"ยกเลิกแล้ว", "revoked"};
  v1::ListDevicesRequest request;
  request.set_agency_code(agency);
  ASSIGN_OR_RETURN(const auto list, connection.Call(&v1::AdminService::Stub::ListDevices, request));
  nlohmann::json rows = nlohmann::json::array();
  for (const v1::Device& device : list.devices()) {
    const std::string id = crypto::ToHex(device.device_id());
    if (context.json) {
      rows.push_back({{"device_id", id},
                      {"name", device.name()},
                      {"revoked", device.revoked()},
                      {"enrolled", FormatDay(device.enrolled_day(), Language::kEnglish)}});
    } else {
      context.out << id << "  " << FitToWidth(device.name(), kNameWidth)
                  << FormatDay(device.enrolled_day(), context.language)
                  << (device.revoked() ? absl::StrCat("  ", context.In(kRevoked)) : "") << "\n";
    }
  }
  if (context.json) context.out << rows.dump(1) << "\n";
  return absl::OkStatus();
}

absl::Status Revoke(const std::string& id, CommandContext& context, Connection& connection) {
  constexpr Say kDone{"ยกเลิกแท็บเล็ตแล้ว", "the tablet is revoked"};
  v1::RevokeDeviceRequest request;
  request.set_device_id(crypto::FromHex(id, kDeviceIdSize));
  if (request.device_id().empty()) {
    return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_ARGUMENT, "not a tablet's id",
                   id);
  }
  RETURN_IF_ERROR(connection.Call(&v1::AdminService::Stub::RevokeDevice, request).status());
  if (!context.json) context.out << context.In(kDone) << "\n";
  return absl::OkStatus();
}

void AddEnrolCode(CLI::App& device, CommandContext& context, Connection& connection) {
  constexpr Say kAbout{"ออกรหัสลงทะเบียนแบบใช้ครั้งเดียวให้แท็บเล็ต",
                       "Make one-time enrolment codes for tablets"};
  constexpr Say kAgency{"รหัสหน่วยงาน", "the agency's code"};
  constexpr Say kCount{"จำนวนตั๋ว (1–100)", "how many tickets (1 to 100)"};
  constexpr Say kHours{"ใช้ได้กี่ชั่วโมง (1–720)", "for how many hours they work (1 to 720)"};
  constexpr Say kFolder{"เขียนตั๋วเป็นไฟล์ลงโฟลเดอร์นี้", "write the tickets as files into this folder"};
  constexpr Say kDial{"ที่อยู่ที่แท็บเล็ตจะติดต่อ (ถ้าต่างจากค่าของเซิร์ฟเวอร์)",
                      "what the tablets dial, if not what the server is configured with"};
  CLI::App* command = device.add_subcommand("enrol-code", context.In(kAbout));
  const auto options = std::make_shared<EnrolOptions>();
  command->add_option("--agency", *options->request.mutable_agency_code(), context.In(kAgency))
      ->required();
  command->add_option("--count", options->count, context.In(kCount));
  command->add_option("--hours", options->hours, context.In(kHours));
  command->add_option("--output-folder", options->folder, context.In(kFolder))->type_name("FOLDER");
  command->add_option("--dial", *options->request.mutable_address(), context.In(kDial))
      ->type_name("HOST:PORT");
  command->callback([options, &context, &connection] {
    context.Finish(EnrolCode(*options, context, connection));
  });
}

}  // namespace

void AddDeviceCommand(CLI::App& app, CommandContext& context, Connection& connection) {
  constexpr Say kAbout{"แท็บเล็ตของหน่วยงาน", "The tablets of an agency"};
  constexpr Say kList{"แสดงแท็บเล็ตทั้งหมด", "List the tablets"};
  constexpr Say kRevoke{"ยกเลิกแท็บเล็ต มีผลทันที", "Revoke a tablet, at once"};
  constexpr Say kAgency{"รหัสหน่วยงาน", "the agency's code"};
  constexpr Say kId{"รหัสแท็บเล็ตจาก device list", "the tablet's id, from `device list`"};
  CLI::App* device = app.add_subcommand("device", context.In(kAbout));
  device->require_subcommand(1);
  AddEnrolCode(*device, context, connection);
  const auto agency = std::make_shared<std::string>();
  CLI::App* list = device->add_subcommand("list", context.In(kList));
  list->add_option("--agency", *agency, context.In(kAgency))->required();
  list->callback(
      [agency, &context, &connection] { context.Finish(List(*agency, context, connection)); });
  const auto id = std::make_shared<std::string>();
  CLI::App* revoke = device->add_subcommand("revoke", context.In(kRevoke));
  revoke->add_option("DEVICE", *id, context.In(kId))->required()->type_name("");
  revoke->callback(
      [id, &context, &connection] { context.Finish(Revoke(*id, context, connection)); });
}

}  // namespace sucharit
