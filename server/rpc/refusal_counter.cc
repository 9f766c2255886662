// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/refusal_counter.h"

#include "common/rpc/status_conversion.h"
#include "common/status/reason.h"

namespace sucharit {
namespace {

using grpc::experimental::InterceptionHookPoints;
using grpc::experimental::Interceptor;
using grpc::experimental::InterceptorBatchMethods;

class RefusalCounter final : public Interceptor {
 public:
  explicit RefusalCounter(Metrics& metrics) : metrics_(metrics) {}

  void Intercept(InterceptorBatchMethods* methods) override {
    if (methods->QueryInterceptionHookPoint(InterceptionHookPoints::PRE_SEND_STATUS)) {
      const absl::Status status = FromGrpcStatus(methods->GetSendStatus());
      if (!status.ok()) metrics_.CountRefusal(ReasonOf(status));
    }
    methods->Proceed();
  }

 private:
  Metrics& metrics_;
};

class Factory final : public grpc::experimental::ServerInterceptorFactoryInterface {
 public:
  explicit Factory(Metrics& metrics) : metrics_(metrics) {}

  // gRPC takes it over.
  Interceptor* CreateServerInterceptor(grpc::experimental::ServerRpcInfo*) override {
    return new RefusalCounter(metrics_);
  }

 private:
  Metrics& metrics_;
};

}  // namespace

std::vector<std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>> CountRefusals(
    Metrics& metrics) {
  std::vector<std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>> factories;
  factories.push_back(std::make_unique<Factory>(metrics));
  return factories;
}

}  // namespace sucharit
