// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <grpcpp/grpcpp.h>

#include "server/audit/audit_log.h"
#include "server/rpc/gate.h"
#include "sucharit/v1/audit.grpc.pb.h"

namespace sucharit {

// Reads the audit log.
class AuditService final : public v1::AuditService::Service {
 public:
  // Both must outlive the service.
  AuditService(Gate& gate, AuditLog& audit) : gate_(gate), audit_(audit) {}

  grpc::Status ListAuditLines(grpc::ServerContext*, const v1::ListAuditLinesRequest*,
                              v1::ListAuditLinesResponse*) override;
  grpc::Status GetAuditHead(grpc::ServerContext*, const v1::GetAuditHeadRequest*,
                            v1::GetAuditHeadResponse*) override;

 private:
  Gate& gate_;
  AuditLog& audit_;
};

}  // namespace sucharit
