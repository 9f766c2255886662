// SPDX-License-Identifier: Apache-2.0
//
// Pushing to a real server over TLS, with messages that real tablet code would never send among
// them.
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include "common/response/receipt.h"
#include "server/rpc/enrolment.h"
#include "tests/server/testing/server_for_tests.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::BareTablet;
using ::sucharit::testing::Batch;
using ::sucharit::testing::CoreForTests;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::Push;
using ::sucharit::testing::ReceiptNumber;
using ::sucharit::testing::SealResponse;
using ::sucharit::testing::ServerForTests;
using ::sucharit::testing::SetDeadline;
using ::sucharit::testing::Verified;
using ::testing::ElementsAre;

// One call that stays open.
class OpenStream {
 public:
  explicit OpenStream(v1::CollectService::Stub& stub) {
    SetDeadline(context_);
    stream_ = stub.PushResponses(&context_);
  }

  absl::StatusOr<v1::PushResponsesResponse> Exchange(const v1::PushResponsesRequest& batch) {
    v1::PushResponsesResponse receipt;
    if (stream_->Write(batch) && stream_->Read(&receipt)) return receipt;
    return End();
  }

  absl::Status End() {
    stream_->WritesDone();
    return FromGrpcStatus(stream_->Finish());
  }

 private:
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReaderWriter<v1::PushResponsesRequest, v1::PushResponsesResponse>>
      stream_;
};

class PushResponsesTest : public ::testing::Test {
 protected:
  std::string Box(int number) const { return SealResponse(round_, {}, ReceiptNumber(number)); }

  int64_t Received() {
    BoxStore::Received received;
    server_.WithCore(
        [&](CoreForTests& core) { received = core.boxes.Count(round_.round_id, "S").value(); });
    return received.in_time;
  }

  ServerForTests server_;
  const RoundRecord round_ = server_.OpenRound();
  const BareTablet tablet_ = server_.EnrolBareTablet("Counter 1");
};

TEST_F(PushResponsesTest, AnswersEachBatchOfAStreamWithItsOwnReceipt) {
  OpenStream stream(*tablet_.stub);
  const auto first = Batch(round_, {Box(1), Box(2)});
  const auto second = Batch(round_, {Box(3)});

  EXPECT_THAT(Verified(round_, first, stream.Exchange(first)),
              ElementsAre(v1::OUTCOME_STORED, v1::OUTCOME_STORED));
  EXPECT_THAT(Verified(round_, second, stream.Exchange(second)), ElementsAre(v1::OUTCOME_STORED));

  EXPECT_THAT(stream.End(), IsOk());
  EXPECT_EQ(Received(), 3);
}

TEST_F(PushResponsesTest, EndsTheStreamOnARefusalAndKeepsEarlierBatches) {
  OpenStream stream(*tablet_.stub);
  ASSERT_THAT(stream.Exchange(Batch(round_, {Box(1)})), IsOk());
  auto refused = Batch(round_, {Box(2)});
  refused.set_round_id(testing::RoundId('z'));

  EXPECT_THAT(stream.Exchange(refused),
              IsRefused(absl::StatusCode::kNotFound, v1::REASON_ROUND_UNKNOWN));

  EXPECT_EQ(Received(), 1);
}

TEST_F(PushResponsesTest, SaysEachReasonOfTheProtocolOverTheWire) {
  auto other_questionnaire = Batch(round_, {Box(1)});
  other_questionnaire.set_questionnaire("nothing");
  auto other_key = Batch(round_, {Box(1)});
  other_key.set_key_id("12345678");
  auto other_definition = Batch(round_, {Box(1)});
  other_definition.set_counting_digest("1234567890123456");

  EXPECT_THAT(Push(*tablet_.stub, other_questionnaire),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_QUESTIONNAIRE_UNKNOWN));
  EXPECT_THAT(Push(*tablet_.stub, other_key),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_ROUND_KEY_MISMATCH));
  EXPECT_THAT(Push(*tablet_.stub, other_definition),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_DEFINITION_MISMATCH));
  EXPECT_EQ(Received(), 0);
}

TEST_F(PushResponsesTest, RefusesABoxOfTwoMebibytesByReason) {
  const auto batch = Batch(round_, {std::string(2 << 20, 'x')});

  EXPECT_THAT(Push(*tablet_.stub, batch),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_BATCH_TOO_LARGE));
  EXPECT_EQ(Received(), 0);
}

TEST_F(PushResponsesTest, RefusesAMessageBeyondTheTransportsLimit) {
  const auto batch = Batch(round_, {std::string(6 << 20, 'x')});

  EXPECT_FALSE(Push(*tablet_.stub, batch).ok());
  EXPECT_THAT(Push(*tablet_.stub, Batch(round_, {Box(1)})), IsOk());
}

TEST_F(PushResponsesTest, SaysInTheSignedReceiptWhichBoxesItRefuses) {
  const auto batch = Batch(round_, {Box(1), std::string(kMaximumBoxSize + 1, 'x'), "", Box(2)});

  const auto outcomes = Verified(round_, batch, Push(*tablet_.stub, batch));

  EXPECT_THAT(outcomes, ElementsAre(v1::OUTCOME_STORED, v1::OUTCOME_REFUSED, v1::OUTCOME_REFUSED,
                                    v1::OUTCOME_STORED));
  EXPECT_EQ(Received(), 2);
}

TEST_F(PushResponsesTest, GivesNoReceiptForBytesThatAreNoBatch) {
  grpc::GenericStub stub(server_.Channel({tablet_.private_key_pem, tablet_.certificate_pem}));
  grpc::ClientContext context;
  SetDeadline(context);
  grpc::CompletionQueue queue;
  const auto call = stub.PrepareCall(&context, "/sucharit.v1.CollectService/PushResponses", &queue);
  const auto wait = [&] {
    void* tag = nullptr;
    bool ok = false;
    return queue.Next(&tag, &ok) && ok;
  };
  call->StartCall(nullptr);
  ASSERT_TRUE(wait());
  const grpc::Slice garbage("\xff\xff\xff\xff not a message");
  call->Write(grpc::ByteBuffer(&garbage, 1), nullptr);
  ASSERT_TRUE(wait());

  grpc::ByteBuffer answer;
  call->Read(&answer, nullptr);

  EXPECT_FALSE(wait());
  grpc::Status status;
  call->Finish(&status, nullptr);
  wait();
  queue.Shutdown();
  EXPECT_THAT(Push(*tablet_.stub, Batch(round_, {Box(1)})), IsOk()) << "the server goes on";
}

TEST_F(PushResponsesTest, RefusesACallerWithoutACertificate) {
  auto anonymous = v1::CollectService::NewStub(server_.Channel());

  EXPECT_THAT(Push(*anonymous, Batch(round_, {Box(1)})),
              IsRefused(absl::StatusCode::kUnauthenticated, v1::REASON_DEVICE_NOT_ENROLLED));
  EXPECT_EQ(Received(), 0);
}

TEST_F(PushResponsesTest, RefusesEveryOtherCallWithoutACertificateToo) {
  auto anonymous = v1::CollectService::NewStub(server_.Channel());
  grpc::ClientContext list;
  SetDeadline(list);
  grpc::ClientContext report;
  SetDeadline(report);
  v1::ListRoundsResponse offers;
  v1::ReportWaitingRequest waiting;
  waiting.set_round_id(round_.round_id);
  v1::ReportWaitingResponse noted;

  EXPECT_THAT(FromGrpcStatus(anonymous->ListRounds(&list, {}, &offers)),
              IsRefused(absl::StatusCode::kUnauthenticated, v1::REASON_DEVICE_NOT_ENROLLED));
  EXPECT_THAT(FromGrpcStatus(anonymous->ReportWaiting(&report, waiting, &noted)),
              IsRefused(absl::StatusCode::kUnauthenticated, v1::REASON_DEVICE_NOT_ENROLLED));
}

TEST_F(PushResponsesTest, DoesNotSpeakToACertificateOfAnotherAuthority) {
  const SystemClock clock;
  const auto authority = crypto::MakeAuthority("Other", clock.Now(), absl::Hours(48));
  const auto key = crypto::MakePrivateKey();
  const auto request = crypto::MakeSigningRequest(key.value());
  const auto certificate = crypto::IssueClientCertificate(authority.value(), request.value(),
                                                          Enrolment::CommonName(tablet_.device_id),
                                                          clock.Now(), absl::Hours(24));
  auto stub = v1::CollectService::NewStub(
      server_.Channel({*key, crypto::CertificateToPem(certificate.value()).value()}));

  const auto receipt = Push(*stub, Batch(round_, {Box(1)}));

  EXPECT_TRUE(absl::IsUnavailable(receipt.status())) << receipt.status();
  EXPECT_EQ(Received(), 0);
}

TEST_F(PushResponsesTest, RefusesTheServersOwnCertificateAsATablet) {
  crypto::Identity identity;
  server_.WithCore([&](CoreForTests& core) { identity = core.keys.Server().value(); });
  auto stub = v1::CollectService::NewStub(server_.Channel(identity));

  EXPECT_FALSE(Push(*stub, Batch(round_, {Box(1)})).ok());
  EXPECT_EQ(Received(), 0);
}

TEST_F(PushResponsesTest, RefusesARevokedTabletAtOnceEvenOnAnOpenStream) {
  OpenStream stream(*tablet_.stub);
  ASSERT_THAT(stream.Exchange(Batch(round_, {Box(1)})), IsOk());

  server_.Revoke(tablet_.device_id);

  const auto revoked = IsRefused(absl::StatusCode::kUnauthenticated, v1::REASON_DEVICE_REVOKED);
  EXPECT_THAT(stream.Exchange(Batch(round_, {Box(2)})), revoked);
  EXPECT_THAT(Push(*tablet_.stub, Batch(round_, {Box(3)})), revoked);
  EXPECT_EQ(Received(), 1);
}

TEST_F(PushResponsesTest, CountsAsLateWhatComesAfterCounting) {
  for (int i = 0; i < 3; ++i) ASSERT_THAT(Push(*tablet_.stub, Batch(round_, {Box(i)})), IsOk());
  const auto known = Batch(round_, {Box(9)});
  ASSERT_THAT(Push(*tablet_.stub, known), IsOk());
  ASSERT_THAT(server_.Close(round_.round_id), IsOk());
  const auto late = Batch(round_, {Box(10), Box(11)});

  EXPECT_THAT(Verified(round_, late, Push(*tablet_.stub, late)),
              ElementsAre(v1::OUTCOME_TOO_LATE, v1::OUTCOME_TOO_LATE));
  EXPECT_THAT(Verified(round_, known, Push(*tablet_.stub, known)), ElementsAre(v1::OUTCOME_STORED))
      << "sent again, because the first receipt was lost";

  const auto closed = server_.Close(round_.round_id);
  ASSERT_THAT(closed, IsOk());
  EXPECT_EQ(closed->totals(0).received(), 6);
  EXPECT_EQ(closed->totals(0).counted(), 4);
  EXPECT_EQ(closed->totals(0).late(), 2);
}

TEST_F(PushResponsesTest, TakesNothingMoreForAPublishedRoundAndCountsNothingTwice) {
  const auto batch = Batch(round_, {Box(1), Box(2), Box(3)});
  ASSERT_THAT(Push(*tablet_.stub, batch), IsOk());
  ASSERT_THAT(server_.Close(round_.round_id), IsOk());
  server_.WithCore([&](CoreForTests& core) {
    ASSERT_THAT(core.publications.Publish(round_.round_id, v1::Bundle()), IsOk());
  });

  EXPECT_THAT(Verified(round_, batch, Push(*tablet_.stub, batch)),
              ElementsAre(v1::OUTCOME_TOO_LATE, v1::OUTCOME_TOO_LATE, v1::OUTCOME_TOO_LATE));

  const auto closed = server_.Close(round_.round_id);
  ASSERT_THAT(closed, IsOk());
  EXPECT_EQ(closed->totals(0).received(), 3);
  EXPECT_EQ(closed->totals(0).counted(), 3);
  EXPECT_EQ(closed->totals(0).late(), 0);
}

TEST_F(PushResponsesTest, GivesEachOfManyStreamsItsOwnReceipts) {
  constexpr int kTablets = 50;
  constexpr int kBatches = 3;
  std::vector<BareTablet> tablets;
  for (int i = 0; i < kTablets; ++i) {
    tablets.push_back(server_.EnrolBareTablet("Counter " + std::to_string(i + 2)));
  }
  std::vector<std::future<int>> stored;

  for (int i = 0; i < kTablets; ++i) {
    stored.push_back(std::async(std::launch::async, [&, i] {
      OpenStream stream(*tablets[static_cast<size_t>(i)].stub);
      int receipts = 0;
      for (int j = 0; j < kBatches; ++j) {
        const auto batch = Batch(round_, {Box(i * kBatches + j), Box(1000 + i * kBatches + j)});
        const auto outcomes = Verified(round_, batch, stream.Exchange(batch));
        receipts +=
            static_cast<int>(std::count(outcomes.begin(), outcomes.end(), v1::OUTCOME_STORED));
      }
      return receipts;
    }));
  }

  for (auto& each : stored) EXPECT_EQ(each.get(), 2 * kBatches);
  EXPECT_EQ(Received(), kTablets * kBatches * 2);
}

TEST_F(PushResponsesTest, LetsNobodyWaitForSilentTablets) {
  // More than the server has threads.
  constexpr int kSilent = 40;
  std::vector<BareTablet> tablets;
  std::vector<std::unique_ptr<OpenStream>> silent;
  for (int i = 0; i < kSilent; ++i) {
    tablets.push_back(server_.EnrolBareTablet("Silent " + std::to_string(i)));
    silent.push_back(std::make_unique<OpenStream>(*tablets.back().stub));
    ASSERT_THAT(silent.back()->Exchange(Batch(round_, {Box(i)})), IsOk());
  }

  EXPECT_THAT(Push(*tablet_.stub, Batch(round_, {Box(kSilent)})), IsOk());
  EXPECT_EQ(server_.Ticket().code().size(), 32U) << "administrators are served too";

  for (auto& stream : silent) EXPECT_THAT(stream->End(), IsOk());
  EXPECT_EQ(Received(), kSilent + 1);
}

}  // namespace
}  // namespace sucharit
