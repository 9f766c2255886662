// SPDX-License-Identifier: Apache-2.0
//
// A tablet believes nobody but the round's key: a server with the right certificate isn't enough.
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "common/crypto/signature.h"
#include "common/response/receipt.h"
#include "tests/end_to_end/enrolled_tablet.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::Required;
using ::sucharit::testing::ServerForTests;
using ::sucharit::testing::Tablet;

// A server with the installation's own certificate that answers whatever the test wants.
class LyingServer final : public v1::CollectService::Service {
 public:
  using Answer = std::function<v1::PushResponsesResponse(const v1::PushResponsesRequest&)>;

  LyingServer(const crypto::Identity& identity, Answer answer) : answer_(std::move(answer)) {
    grpc::SslServerCredentialsOptions options;
    options.pem_key_cert_pairs.push_back({identity.private_key_pem, identity.certificate_pem});
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::SslServerCredentials(options), &port);
    builder.RegisterService(this);
    server_ = builder.BuildAndStart();
    address_ = "127.0.0.1:" + std::to_string(port);
  }

  const std::string& address() const { return address_; }

  grpc::Status ListRounds(grpc::ServerContext*, const v1::ListRoundsRequest*,
                          v1::ListRoundsResponse*) override {
    return grpc::Status::OK;
  }

  grpc::Status PushResponses(grpc::ServerContext*,
                             grpc::ServerReaderWriter<v1::PushResponsesResponse,
                                                      v1::PushResponsesRequest>* stream) override {
    v1::PushResponsesRequest batch;
    while (stream->Read(&batch)) stream->Write(answer_(batch));
    return grpc::Status::OK;
  }

  grpc::Status ReportWaiting(grpc::ServerContext*, const v1::ReportWaitingRequest*,
                             v1::ReportWaitingResponse*) override {
    return grpc::Status::OK;
  }

  grpc::Status ReportConduct(grpc::ServerContext*, const v1::ReportConductRequest*,
                             v1::ReportConductResponse*) override {
    return grpc::Status::OK;
  }

 private:
  const Answer answer_;
  std::unique_ptr<grpc::Server> server_;
  std::string address_;
};

class LyingServerTest : public ::testing::Test {
 protected:
  // The tablet believes none of it.
  void ExpectNothingLeavesTheOutbox(const LyingServer::Answer& answer) {
    const auto identity = KeyFolder(server_.config().key_folder()).Server();
    ASSERT_THAT(identity, IsOk());
    LyingServer liar(*identity, answer);
    Tablet tablet(server_, "Counter 1");
    tablet.BelongsTo(liar.address(), server_.authority_pem());
    tablet.Finish(round_, 3);

    EXPECT_THAT(tablet.Sync(),
                IsRefused(absl::StatusCode::kDataLoss, v1::REASON_RECEIPT_NOT_GENUINE));

    EXPECT_EQ(tablet.Waiting(), 3);
    EXPECT_EQ(tablet.Counts().stored, 0);
  }

  // A receipt that another key signed.
  static v1::PushResponsesResponse SignedByAnother(const v1::PushResponsesRequest& batch) {
    std::vector<std::string> ids;
    for (const std::string& box : batch.boxes()) ids.push_back(BoxId(box));
    return Required(SignReceipt(batch.round_id(), ids,
                                std::vector<v1::Outcome>(ids.size(), v1::OUTCOME_STORED),
                                crypto::GenerateSigningKeyPair().private_key));
  }

  ServerForTests server_;
  const RoundRecord round_ = server_.OpenRound();
};

TEST_F(LyingServerTest, IsNotBelievedWithoutASignature) {
  ExpectNothingLeavesTheOutbox([](const v1::PushResponsesRequest& batch) {
    v1::PushResponsesResponse receipt;
    receipt.set_outcomes(std::string(static_cast<size_t>(batch.boxes_size()), '\x01'));
    receipt.set_signature(std::string(crypto::kSignatureSize, 'x'));
    return receipt;
  });
}

TEST_F(LyingServerTest, IsNotBelievedWithASignatureByAnotherKey) {
  ExpectNothingLeavesTheOutbox(&LyingServerTest::SignedByAnother);
}

TEST_F(LyingServerTest, IsNotBelievedWithAnEmptyAnswer) {
  ExpectNothingLeavesTheOutbox(
      [](const v1::PushResponsesRequest&) { return v1::PushResponsesResponse(); });
}

}  // namespace
}  // namespace sucharit
