// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <grpcpp/grpcpp.h>

#include <functional>

#include "absl/status/statusor.h"
#include "server/cards/conduct.h"
#include "server/intake/intake.h"
#include "server/intake/received_check.h"
#include "server/rpc/call_rates.h"
#include "server/rpc/enrolment.h"
#include "server/rpc/offers.h"
#include "server/rpc/work_queue.h"
#include "server/store/device_store.h"
#include "sucharit/v1/collect.grpc.pb.h"

namespace sucharit {

// Tablets' calls. The callback API: a silent tablet costs no thread, and none of gRPC's threads
// waits for the disk.
class CollectService final : public v1::CollectService::CallbackService {
 public:
  // All must outlive the service.
  CollectService(DeviceStore& devices, Enrolment& enrolment, Offers& offers,
                 ConductReports& conduct, Intake& intake, ReceivedCheck& received, WorkQueue& work,
                 CallRates& rates)
      : devices_(devices),
        enrolment_(enrolment),
        offers_(offers),
        conduct_(conduct),
        intake_(intake),
        received_(received),
        work_(work),
        rates_(rates) {}

  grpc::ServerUnaryReactor* Enrol(grpc::CallbackServerContext* context,
                                  const v1::EnrolRequest* request,
                                  v1::EnrolResponse* response) override;

  grpc::ServerUnaryReactor* ListRounds(grpc::CallbackServerContext* context,
                                       const v1::ListRoundsRequest* request,
                                       v1::ListRoundsResponse* response) override;

  grpc::ServerBidiReactor<v1::PushResponsesRequest, v1::PushResponsesResponse>* PushResponses(
      grpc::CallbackServerContext* context) override;

  grpc::ServerUnaryReactor* ReportWaiting(grpc::CallbackServerContext* context,
                                          const v1::ReportWaitingRequest* request,
                                          v1::ReportWaitingResponse* response) override;

  grpc::ServerUnaryReactor* ReportConduct(grpc::CallbackServerContext* context,
                                          const v1::ReportConductRequest* request,
                                          v1::ReportConductResponse* response) override;

  grpc::ServerUnaryReactor* CheckReceived(grpc::CallbackServerContext* context,
                                          const v1::CheckReceivedRequest* request,
                                          v1::CheckReceivedResponse* response) override;

 private:
  // Runs `work` on the work queue and ends the call with its status.
  grpc::ServerUnaryReactor* Answer(grpc::CallbackServerContext* context,
                                   std::function<absl::Status()> work);

  // The tablet whose certificate the connection showed. UNAUTHENTICATED.
  absl::StatusOr<DeviceRecord> Identify(grpc::CallbackServerContext* context);

  DeviceStore& devices_;
  Enrolment& enrolment_;
  Offers& offers_;
  ConductReports& conduct_;
  Intake& intake_;
  ReceivedCheck& received_;
  WorkQueue& work_;
  CallRates& rates_;
};

}  // namespace sucharit
