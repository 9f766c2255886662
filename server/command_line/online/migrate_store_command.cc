// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/migrate_store_command.h"

#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "common/crypto/digest.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/operations/config.h"
#include "server/operations/move_store.h"

namespace sucharit {
namespace {

struct MigrateOptions {
  std::string config;
  std::string to;
};

void ShowJson(const std::vector<TableDigest>& moved, CommandContext& context) {
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  for (const TableDigest& each : moved) {
    json.push_back(
        {{"table", each.table}, {"rows", each.rows}, {"sha256", crypto::ToHex(each.digest)}});
  }
  context.out << json.dump(1) << "\n";
}

void ShowText(const std::vector<TableDigest>& moved, const MigrateOptions& options,
              const std::string& data_folder, CommandContext& context) {
  constexpr Say kDone{"ย้ายและเทียบครบทุกตารางแล้ว จำนวนแถวทั้งหมด: ",
                      "Moved, and every table reads the same. Rows in all: "};
  constexpr Say kNext{"ใส่บรรทัดนี้ในไฟล์การตั้งค่าของ sucharitd ทุกเครื่อง:",
                      "Put this line into the configuration of every sucharitd:"};
  constexpr Say kKept{"ฐานข้อมูลเดิมเก็บไว้ในชื่อ (ลบได้เมื่อสำรองข้อมูลใหม่แล้ว): ",
                      "The old database was kept as (remove it once there is a new backup): "};
  int64_t rows = 0;
  for (const TableDigest& each : moved) rows += each.rows;
  context.out << context.In(kDone) << rows << "\n"
              << context.In(kNext) << "\n  database: \"" << absl::Utf8SafeCEscape(options.to)
              << "\"\n"
              << context.In(kKept) << MovedDatabaseIn(data_folder) << "\n";
}

absl::Status Migrate(const MigrateOptions& options, CommandContext& context) {
  constexpr Say kTable{"กำลังย้ายตาราง ", "moving table "};
  ASSIGN_OR_RETURN(const v1::ServerConfig config, LoadConfig(options.config));
  if (!config.database().empty()) {
    return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ALREADY_INITIALIZED,
                   "the installation is on PostgreSQL already", options.config);
  }
  ASSIGN_OR_RETURN(const std::vector<TableDigest> moved,
                   MoveStore(config.data_folder(), options.to, [&](absl::string_view table) {
                     context.err << context.In(kTable) << table << "\n";
                   }));
  context.json ? ShowJson(moved, context) : ShowText(moved, options, config.data_folder(), context);
  return absl::OkStatus();
}

}  // namespace

void AddMigrateStoreCommand(CLI::App& app, CommandContext& context) {
  constexpr Say kAbout{
      "ย้ายฐานข้อมูลจากโฟลเดอร์ข้อมูลไปยัง PostgreSQL ที่ว่าง แล้วเทียบทุกตาราง (หยุดเซิร์ฟเวอร์ก่อน)",
      "Move the database from the data folder into an empty PostgreSQL database, and compare every "
      "table (with the server stopped)"};
  constexpr Say kConfig{"ไฟล์การตั้งค่าของเซิร์ฟเวอร์", "the server's configuration file"};
  constexpr Say kTo{"ฐานข้อมูลปลายทางที่ว่าง (ห้ามมีรหัสผ่าน ใช้ passfile=ไฟล์)",
                    "the empty database to move to (no password in it: use passfile=FILE)"};
  CLI::App* command = app.add_subcommand("migrate-store", context.In(kAbout));
  const auto options = std::make_shared<MigrateOptions>();
  command->add_option("--config", options->config, context.In(kConfig))
      ->type_name("FILE")
      ->required();
  command->add_option("--to", options->to, context.In(kTo))
      ->type_name("postgresql://USER@HOST/DATABASE")
      ->required();
  command->callback([options, &context] { context.Finish(Migrate(*options, context)); });
}

}  // namespace sucharit
