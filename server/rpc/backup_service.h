// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <grpcpp/grpcpp.h>

#include "server/backup/backups.h"
#include "server/rpc/gate.h"
#include "sucharit/v1/backup.grpc.pb.h"

namespace sucharit {

// The operator's calls about backups. The synchronous API, as AdminService.
class BackupService final : public v1::BackupService::Service {
 public:
  // Both must outlive the service.
  BackupService(Gate& gate, Backups& backups) : gate_(gate), backups_(backups) {}

  grpc::Status MakeBackup(grpc::ServerContext* context, const v1::MakeBackupRequest* request,
                          grpc::ServerWriter<v1::MakeBackupResponse>* writer) override;
  grpc::Status ConfirmBackup(grpc::ServerContext* context, const v1::ConfirmBackupRequest* request,
                             v1::ConfirmBackupResponse* response) override;
  grpc::Status GetBackups(grpc::ServerContext* context, const v1::GetBackupsRequest* request,
                          v1::GetBackupsResponse* response) override;

 private:
  Gate& gate_;
  Backups& backups_;
};

}  // namespace sucharit
