// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/server.h"

#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "tests/server/testing/server_for_tests.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::BareTablet;
using ::sucharit::testing::Batch;
using ::sucharit::testing::CoreForTests;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::IsRefusedFor;
using ::sucharit::testing::Push;
using ::sucharit::testing::ServerForTests;
using ::sucharit::testing::SetDeadline;

// The first byte of a serialized grpc.health.v1.HealthCheckResponse with a status, and SERVING.
constexpr char kHealthServing[] = "\x08\x01";

std::string AskHealth(const std::shared_ptr<grpc::Channel>& channel) {
  grpc::GenericStub stub(channel);
  grpc::ClientContext context;
  SetDeadline(context);
  grpc::CompletionQueue queue;
  const grpc::Slice whole_server("");
  const auto call = stub.PrepareUnaryCall(&context, "/grpc.health.v1.Health/Check",
                                          grpc::ByteBuffer(&whole_server, 1), &queue);
  call->StartCall();
  grpc::ByteBuffer answer;
  grpc::Status status;
  call->Finish(&answer, &status, nullptr);
  void* tag = nullptr;
  bool ok = false;
  queue.Next(&tag, &ok);
  queue.Shutdown();
  EXPECT_THAT(FromGrpcStatus(status), IsOk());
  grpc::Slice bytes;
  if (!status.ok() || !answer.TrySingleSlice(&bytes).ok()) return "";
  return {reinterpret_cast<const char*>(bytes.begin()), bytes.size()};
}

class ServerTest : public ::testing::Test {
 protected:
  ServerForTests server_;
};

TEST_F(ServerTest, SaysThatItServes) { EXPECT_EQ(AskHealth(server_.Channel()), kHealthServing); }

TEST_F(ServerTest, SpeaksTlsOnly) {
  auto plain = v1::CollectService::NewStub(
      grpc::CreateChannel(server_.address(), grpc::InsecureChannelCredentials()));
  grpc::ClientContext context;
  SetDeadline(context);
  v1::ListRoundsResponse offers;

  EXPECT_EQ(plain->ListRounds(&context, {}, &offers).error_code(), grpc::StatusCode::UNAVAILABLE);
}

absl::Status ListRounds(const BareTablet& tablet) {
  grpc::ClientContext context;
  SetDeadline(context);
  v1::ListRoundsResponse offers;
  return FromGrpcStatus(tablet.stub->ListRounds(&context, {}, &offers));
}

TEST_F(ServerTest, MakesATabletThatNeverStopsCallingWaitAndServesOthers) {
  const BareTablet eager = server_.EnrolBareTablet("Eager");
  const BareTablet other = server_.EnrolBareTablet("Other");

  absl::Status last;
  int calls = 0;
  for (; last.ok() && calls < 1'000; ++calls) last = ListRounds(eager);

  EXPECT_THAT(last, IsRefused(absl::StatusCode::kUnavailable, v1::REASON_RATE_LIMIT));
  EXPECT_GT(calls, 500) << "far more than a synchronization needs";
  EXPECT_THAT(ListRounds(other), IsOk());
  server_.clock.Advance(absl::Minutes(1));
  EXPECT_THAT(ListRounds(eager), IsOk());
}

TEST_F(ServerTest, WritesTheAddressItTookIntoAFile) {
  server_.Stop();
  v1::ServerConfig config = server_.config();
  config.set_listen_address("127.0.0.1:0");
  config.set_address_file(server_.folder.File("address"));

  const auto server = Server::Create(config, server_.clock);

  ASSERT_THAT(server, IsOk());
  EXPECT_EQ(testing::ReadFile(server_.folder.File("address")), (*server)->address());
  EXPECT_NE((*server)->address(), "127.0.0.1:0");
}

TEST_F(ServerTest, RefusesAPortInUse) {
  ServerForTests other;
  other.Stop();
  v1::ServerConfig config = other.config();
  config.set_listen_address(server_.address());
  config.set_address_file(other.folder.File("address"));

  EXPECT_THAT(Server::Create(config, other.clock),
              IsRefused(absl::StatusCode::kUnavailable, v1::REASON_ADDRESS_IN_USE));
  EXPECT_THAT(Server::Create(config, other.clock),
              IsRefusedFor(v1::REASON_ADDRESS_IN_USE, server_.address()));

  EXPECT_FALSE(std::filesystem::exists(config.address_file()));
  EXPECT_EQ(AskHealth(server_.Channel()), kHealthServing) << "the first goes on";
  other.Start();
  EXPECT_EQ(AskHealth(other.Channel()), kHealthServing) << "the folder was let go";
}

TEST_F(ServerTest, RefusesADataFolderThatAnotherServerHolds) {
  v1::ServerConfig config = server_.config();
  config.set_listen_address("127.0.0.1:0");

  EXPECT_THAT(Server::Create(config, server_.clock),
              IsRefused(absl::StatusCode::kUnavailable, v1::REASON_STORAGE_IN_USE));
}

TEST_F(ServerTest, RefusesFoldersThatWereNeverInitialized) {
  v1::ServerConfig no_data = server_.config();
  no_data.set_data_folder(server_.folder.File("nowhere"));
  v1::ServerConfig no_keys = server_.config();
  no_keys.set_key_folder(server_.folder.File("nowhere"));

  EXPECT_THAT(Server::Create(no_data, server_.clock),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_NOT_INITIALIZED));
  EXPECT_THAT(Server::Create(no_keys, server_.clock),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_NOT_INITIALIZED));
}

TEST_F(ServerTest, TakesUpItsPortAndItsRoundsAgain) {
  const RoundRecord round = server_.OpenRound();
  const auto tablet = server_.EnrolBareTablet("Counter 1");
  const auto batch = Batch(round, {testing::SealResponse(round, {}, testing::ReceiptNumber(1))});
  ASSERT_THAT(Push(*tablet.stub, batch), IsOk());
  const std::string address = server_.address();

  server_.Restart();

  EXPECT_EQ(server_.address(), address);
  const auto after = v1::CollectService::NewStub(
      server_.Channel({tablet.private_key_pem, tablet.certificate_pem}));
  EXPECT_THAT(testing::Verified(round, batch, Push(*after, batch)),
              ::testing::ElementsAre(v1::OUTCOME_STORED));
}

TEST_F(ServerTest, DestroysTheKeyOfAPublicationThatWasCutOff) {
  const RoundRecord round = server_.OpenRound();
  server_.WithCore([&](CoreForTests& core) {
    core.InsertValid(core.AddDevice("Counter 1"), round, 3);
    ASSERT_THAT(core.Close(round), IsOk());
    ASSERT_THAT(core.publications.Publish(round.round_id, v1::Bundle()), IsOk());
    ASSERT_THAT(core.keys.SealingKey(round.round_id), IsOk());
  });

  server_.Stop();
  EXPECT_THAT(KeyFolder(server_.config().key_folder()).SealingKey(round.round_id),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_KEY_MISSING));
}

}  // namespace
}  // namespace sucharit
