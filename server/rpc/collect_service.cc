// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/collect_service.h"

#include <string>
#include <utility>

#include "common/rpc/status_conversion.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

// The device id in the certificate that TLS has verified; empty if there is none.
std::string DeviceIdOf(const grpc::CallbackServerContext& context) {
  const auto peer = context.auth_context();
  if (peer == nullptr || !peer->IsPeerAuthenticated()) return "";
  const auto names = peer->FindPropertyValues("x509_common_name");
  if (names.size() != 1) return "";
  return Enrolment::DeviceIdIn(std::string(names[0].data(), names[0].size()));
}

using PushReactorBase =
    grpc::ServerBidiReactor<v1::PushResponsesRequest, v1::PushResponsesResponse>;

// One tablet's push: reads a batch, hands it to the intake, and reads the next once the answer is
// written. Meanwhile it holds no thread, but for the one push of all that commits: gRPC has at
// least two threads, so that calls go on beside it. gRPC ends a call only after Finish(), so the
// reactor outlives whatever the intake still holds of it.
class PushReactor final : public PushReactorBase {
 public:
  PushReactor(Intake& intake, std::string device_id)
      : intake_(intake), device_id_(std::move(device_id)) {
    StartRead(&request_);
  }

  void OnReadDone(bool ok) override {
    if (!ok) return Finish(grpc::Status::OK);
    intake_.Submit(device_id_, std::move(request_),
                   [this](auto receipt) { Answer(std::move(receipt)); });
  }

  void OnWriteDone(bool ok) override {
    if (!ok) return Finish(grpc::Status::OK);
    request_.Clear();
    StartRead(&request_);
  }

  void OnDone() override { delete this; }

 private:
  // A call that was cancelled meanwhile reports the write or the end as failed: the tablet sends
  // again.
  void Answer(absl::StatusOr<v1::PushResponsesResponse> receipt) {
    if (!receipt.ok()) return Finish(ToGrpcStatus(receipt.status()));
    answer_ = *std::move(receipt);
    StartWrite(&answer_);
  }

  Intake& intake_;
  const std::string device_id_;
  v1::PushResponsesRequest request_;
  v1::PushResponsesResponse answer_;
};

// Ends a push that may not begin.
class RefusingReactor final : public PushReactorBase {
 public:
  explicit RefusingReactor(const absl::Status& status) { Finish(ToGrpcStatus(status)); }
  void OnDone() override { delete this; }
};

absl::Status NotEnrolled() {
  return Refused(absl::StatusCode::kUnauthenticated, v1::REASON_DEVICE_NOT_ENROLLED,
                 "the caller showed no tablet's certificate");
}

}  // namespace

absl::StatusOr<DeviceRecord> CollectService::Identify(grpc::CallbackServerContext* context) {
  const std::string device_id = DeviceIdOf(*context);
  if (device_id.empty()) return NotEnrolled();
  RETURN_IF_ERROR(rates_.tablets.Take(device_id));
  return devices_.FindActive(device_id);
}

grpc::ServerUnaryReactor* CollectService::Answer(grpc::CallbackServerContext* context,
                                                 std::function<absl::Status()> work) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  work_.Add([reactor, work = std::move(work)] { reactor->Finish(ToGrpcStatus(work())); });
  return reactor;
}

grpc::ServerUnaryReactor* CollectService::Enrol(grpc::CallbackServerContext* context,
                                                const v1::EnrolRequest* request,
                                                v1::EnrolResponse* response) {
  return Answer(context, [this, context, request, response]() -> absl::Status {
    RETURN_IF_ERROR(rates_.addresses.Take(AddressIn(context->peer())));
    ASSIGN_OR_RETURN(*response, enrolment_.Enrol(*request));
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* CollectService::ListRounds(grpc::CallbackServerContext* context,
                                                     const v1::ListRoundsRequest*,
                                                     v1::ListRoundsResponse* response) {
  return Answer(context, [this, context, response]() -> absl::Status {
    ASSIGN_OR_RETURN(const DeviceRecord device, Identify(context));
    ASSIGN_OR_RETURN(*response, offers_.List(device));
    return absl::OkStatus();
  });
}

PushReactorBase* CollectService::PushResponses(grpc::CallbackServerContext* context) {
  // Whether the tablet may send is looked up with each batch, in the transaction that keeps it.
  std::string device_id = DeviceIdOf(*context);
  if (device_id.empty()) return new RefusingReactor(NotEnrolled());
  const absl::Status rate = rates_.tablets.Take(device_id);
  if (!rate.ok()) return new RefusingReactor(rate);
  return new PushReactor(intake_, std::move(device_id));
}

grpc::ServerUnaryReactor* CollectService::ReportWaiting(grpc::CallbackServerContext* context,
                                                        const v1::ReportWaitingRequest* request,
                                                        v1::ReportWaitingResponse*) {
  return Answer(context, [this, context, request]() -> absl::Status {
    ASSIGN_OR_RETURN(const DeviceRecord device, Identify(context));
    return offers_.Report(device, *request);
  });
}

grpc::ServerUnaryReactor* CollectService::ReportConduct(grpc::CallbackServerContext* context,
                                                        const v1::ReportConductRequest* request,
                                                        v1::ReportConductResponse*) {
  return Answer(context, [this, context, request]() -> absl::Status {
    ASSIGN_OR_RETURN(const DeviceRecord device, Identify(context));
    return conduct_.Take(device, *request);
  });
}

grpc::ServerUnaryReactor* CollectService::CheckReceived(grpc::CallbackServerContext* context,
                                                        const v1::CheckReceivedRequest* request,
                                                        v1::CheckReceivedResponse* response) {
  return Answer(context, [this, context, request, response]() -> absl::Status {
    ASSIGN_OR_RETURN(const DeviceRecord device, Identify(context));
    ASSIGN_OR_RETURN(*response, received_.Answer(device, *request));
    return absl::OkStatus();
  });
}

}  // namespace sucharit
