// SPDX-License-Identifier: Apache-2.0
//
// sucharit: the administrator's command line.
#include <iostream>

#include "server/command_line/online/agency_command.h"
#include "server/command_line/online/audit_command.h"
#include "server/command_line/online/audit_log_command.h"
#include "server/command_line/online/backup_command.h"
#include "server/command_line/online/cards_command.h"
#include "server/command_line/online/certificate_command.h"
#include "server/command_line/online/check_command.h"
#include "server/command_line/online/connection.h"
#include "server/command_line/online/device_command.h"
#include "server/command_line/online/doctor_command.h"
#include "server/command_line/online/export_command.h"
#include "server/command_line/online/import_outbox_command.h"
#include "server/command_line/online/init_command.h"
#include "server/command_line/online/login_command.h"
#include "server/command_line/online/migrate_store_command.h"
#include "server/command_line/online/oit_command.h"
#include "server/command_line/online/past_command.h"
#include "server/command_line/online/plan_command.h"
#include "server/command_line/online/publish_command.h"
#include "server/command_line/online/report_command.h"
#include "server/command_line/online/restore_command.h"
#include "server/command_line/online/result_command.h"
#include "server/command_line/online/round_command.h"
#include "server/command_line/online/texts_command.h"
#include "server/command_line/online/user_command.h"
#include "server/command_line/run_command_line.h"

int main(int argc, char** argv) {
  sucharit::Connection connection;
  const auto with_server = [&](CLI::App& app, sucharit::CommandContext& context) {
    connection.AddOptions(app, context);
    sucharit::AddInitCommand(app, context);
    sucharit::AddLoginCommands(app, context, connection);
    sucharit::AddUserCommand(app, context, connection);
    sucharit::AddCertificateCommand(app, context);
    sucharit::AddAgencyCommand(app, context, connection);
    sucharit::AddDeviceCommand(app, context, connection);
    sucharit::AddRoundCommand(app, context, connection);
    sucharit::AddCardsCommand(app, context, connection);
    sucharit::AddImportOutboxCommand(app, context, connection);
    sucharit::AddResultCommands(app, context, connection);
    sucharit::AddOitCommand(app, context, connection);
    sucharit::AddPublishCommands(app, context, connection);
    sucharit::AddAuditCommands(app, context, connection);
    sucharit::AddAuditLogCommand(app, context, connection);
    sucharit::AddPlanCommand(app, context, connection);
    sucharit::AddPastCommand(app, context, connection);
    sucharit::AddTextsCommand(app, context, connection);
    sucharit::AddBackupCommand(app, context, connection);
    sucharit::AddRestoreCommand(app, context);
    sucharit::AddCheckCommand(app, context);
    sucharit::AddMigrateStoreCommand(app, context);
    sucharit::AddExportCommand(app, context, connection);
    sucharit::AddDoctorCommand(app, context, connection);
    sucharit::LetReportTakeRounds(context, connection);
  };
  return sucharit::RunCommandLine(argc, argv, std::cout, std::cerr, {with_server});
}
