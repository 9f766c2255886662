// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/backup_service.h"

#include <string>

#include "common/status/status_macros.h"

namespace sucharit {

grpc::Status BackupService::MakeBackup(grpc::ServerContext* context,
                                       const v1::MakeBackupRequest* request,
                                       grpc::ServerWriter<v1::MakeBackupResponse>* writer) {
  return gate_.Serve<v1::BackupService>(*context, *request, [&]() -> absl::Status {
    v1::MakeBackupResponse last;
    if (request->on_server()) {
      ASSIGN_OR_RETURN(*last.mutable_made(), backups_.MakeInFolder());
    } else {
      ASSIGN_OR_RETURN(*last.mutable_made(),
                       backups_.MakeFor([&](absl::string_view bytes) -> absl::Status {
                         v1::MakeBackupResponse part;
                         part.set_part(std::string(bytes));
                         if (writer->Write(part)) return absl::OkStatus();
                         return absl::CancelledError("the caller hung up");
                       }));
    }
    writer->Write(last);
    return absl::OkStatus();
  });
}

grpc::Status BackupService::ConfirmBackup(grpc::ServerContext* context,
                                          const v1::ConfirmBackupRequest* request,
                                          v1::ConfirmBackupResponse*) {
  return gate_.Serve<v1::BackupService>(*context, *request,
                                        [&] { return backups_.Confirm(*request); });
}

grpc::Status BackupService::GetBackups(grpc::ServerContext* context,
                                       const v1::GetBackupsRequest* request,
                                       v1::GetBackupsResponse* response) {
  return gate_.Serve<v1::BackupService>(*context, *request, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(*response, backups_.Numbers());
    return absl::OkStatus();
  });
}

}  // namespace sucharit
