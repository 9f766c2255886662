// SPDX-License-Identifier: Apache-2.0
//
// Callers that mean harm, at the door of a real `sucharitd`: whatever they send, the server's
// memory stays bounded, and a well-behaved tablet is served meanwhile.
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <algorithm>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "sucharit/v1/collect.grpc.pb.h"
#include "tests/end_to_end/enrolled_tablet.h"
#include "tests/end_to_end/real_server.h"
#include "tests/testing/memory.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::ConnectTo;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::kKeptThoughFreed;
using ::sucharit::testing::kMegabyte;
using ::sucharit::testing::RawConnection;
using ::sucharit::testing::RealServer;
using ::sucharit::testing::SetDeadline;
using ::sucharit::testing::Socket;
using ::sucharit::testing::Tablet;

constexpr char kPreface[] = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

// A frame of HTTP/2 that says it has `length` bytes, whatever it has.
std::string Frame(size_t length, int type, int flags, int stream, const std::string& payload) {
  std::string frame;
  for (const size_t byte : {length >> 16, length >> 8, length}) {
    frame.push_back(static_cast<char>(byte & 0xff));
  }
  frame.push_back(static_cast<char>(type));
  frame.push_back(static_cast<char>(flags));
  for (const int shift : {24, 16, 8, 0}) frame.push_back(static_cast<char>(stream >> shift & 0xff));
  return frame + payload;
}

std::string Settings() { return Frame(0, 4, 0, 0, ""); }

// A header that is kept in no table, in HPACK.
std::string Header(const std::string& name, const std::string& value) {
  return absl::StrCat(std::string(1, '\0'), std::string(1, static_cast<char>(name.size())), name,
                      std::string(1, static_cast<char>(value.size())), value);
}

// The beginning of a call of that method.
std::string CallHeaders(const std::string& method) {
  const std::string headers = absl::StrCat(
      Header(":method", "POST"), Header(":scheme", "https"),
      Header(":path", "/sucharit.v1.CollectService/" + method), Header(":authority", "a"),
      Header("content-type", "application/grpc"), Header("te", "trailers"));
  return Frame(headers.size(), 1, 4, 1, headers);
}

std::string Data(const std::string& payload) { return Frame(payload.size(), 0, 0, 1, payload); }

// What breaks each layer in its turn.
std::vector<std::string> Nonsense() {
  const std::string begun = std::string(kPreface) + Settings();
  const std::string call = begun + CallHeaders("Enrol");
  return {
      std::string(50'000, '\xff'),
      "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
      std::string(kPreface) + std::string(50'000, '\0'),
      // A frame that says sixteen megabytes.
      begun + Frame(0xffffff, 0, 0, 1, "x"),
      // Headers that refer to a table that is empty, and headers that never end.
      begun + Frame(4, 1, 4, 1, "\xff\xff\xff\x7f"),
      begun + Frame(1, 1, 0, 1, "\x82"),
      begun + Frame(4, 8, 0, 0, "\x7f\xff\xff\xff") + Frame(4, 8, 0, 0, "\x7f\xff\xff\xff"),
      // Data of a call that nobody began; a call of a service that there isn't.
      begun + Data("x"),
      begun + CallHeaders("Nonsense") + Data(std::string(5, '\0')),
      // A message that says four gigabytes; one that says it is compressed and isn't; one that is
      // no protobuf.
      call + Data(std::string("\0\xff\xff\xff\xff", 5) + "x"),
      call + Data(std::string("\1\0\0\0\4", 5) + "nope"),
      call + Data(std::string("\0\0\0\0\4", 5) + "\xff\xff\xff\xff"),
  };
}

// One message that is sent out of little memory.
class HugeCall {
 public:
  HugeCall(const std::shared_ptr<grpc::Channel>& channel, const std::vector<grpc::Slice>& slices)
      : stub_(channel), request_(slices.data(), slices.size()) {
    SetDeadline(context_);
    stub_.UnaryCall(&context_, "/sucharit.v1.CollectService/Enrol", grpc::StubOptions(), &request_,
                    &response_, [this](const grpc::Status& status) { status_.set_value(status); });
  }

  grpc::Status Wait() { return status_.get_future().get(); }

 private:
  grpc::GenericStub stub_;
  grpc::ByteBuffer request_;
  grpc::ByteBuffer response_;
  grpc::ClientContext context_;
  std::promise<grpc::Status> status_;
};

class HostileCallersTest : public ::testing::Test {
 protected:
  HostileCallersTest() {
    server_.Start();
    tablet_ = std::make_unique<Tablet>(server_.Ticket(), "Counter 1");
  }

  // Whether a tablet that has something to say is heard.
  bool ServesATablet() {
    tablet_->Finish(server_.round(), 3);
    const absl::Status status = tablet_->Sync();
    EXPECT_THAT(status, IsOk());
    return status.ok() && tablet_->Waiting() == 0;
  }

  int64_t PeakMemory() const { return testing::PeakMemory(server_.pid()); }
  int64_t Threads() const { return testing::ProcessFigure("Threads", server_.pid()); }

  std::shared_ptr<grpc::Channel> Channel() const {
    grpc::SslCredentialsOptions options;
    options.pem_root_certs = server_.authority_pem();
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    return grpc::CreateCustomChannel(server_.address(), grpc::SslCredentials(options), arguments);
  }

  // Any stranger may call Enrol.
  grpc::Status EnrolWith(const std::string& code, grpc_compression_algorithm compression) const {
    grpc::ClientContext context;
    SetDeadline(context);
    context.set_compression_algorithm(compression);
    v1::EnrolRequest request;
    request.set_code(code);
    v1::EnrolResponse response;
    return v1::CollectService::NewStub(Channel())->Enrol(&context, request, &response);
  }

  RealServer server_;
  std::unique_ptr<Tablet> tablet_;
};

TEST_F(HostileCallersTest, KeepNobodyFromBeingServedWithMalformedMessages) {
  const int64_t before = PeakMemory();
  std::vector<std::unique_ptr<RawConnection>> open;

  for (int again = 0; again < 10; ++again) {
    for (const std::string& bytes : Nonsense()) {
      open.push_back(std::make_unique<RawConnection>(server_.port()));
      open.back()->Send(bytes);
    }
  }

  EXPECT_TRUE(ServesATablet());
  EXPECT_LT(PeakMemory() - before, 64 * kMegabyte + kKeptThoughFreed);
}

TEST_F(HostileCallersTest, AreRefusedAMessageThatIsTooLarge) {
  const grpc::Status status = EnrolWith(std::string(6 * kMegabyte, '\0'), GRPC_COMPRESS_NONE);

  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED) << status.error_message();
  EXPECT_TRUE(ServesATablet());
}

TEST_F(HostileCallersTest, TakeBoundedMemoryWithMessagesOfAGigabyteInAll) {
  const int64_t before = PeakMemory();
  const std::string zeros(kMegabyte, '\0');
  const std::vector<grpc::Slice> slices(
      256, grpc::Slice(zeros.data(), zeros.size(), grpc::Slice::STATIC_SLICE));
  std::vector<std::unique_ptr<HugeCall>> calls;
  for (int i = 0; i < 4; ++i) calls.push_back(std::make_unique<HugeCall>(Channel(), slices));

  for (const auto& call : calls) EXPECT_FALSE(call->Wait().ok());

  EXPECT_LT(PeakMemory() - before, 450 * kMegabyte + kKeptThoughFreed);
  EXPECT_TRUE(ServesATablet());
}

TEST_F(HostileCallersTest, AreRefusedAMessageThatUnpacksToFarMoreThanItIs) {
  const int64_t before = PeakMemory();

  for (const auto compression : {GRPC_COMPRESS_GZIP, GRPC_COMPRESS_DEFLATE}) {
    const grpc::Status status = EnrolWith(std::string(128 * kMegabyte, '\0'), compression);

    EXPECT_EQ(status.error_code(), grpc::StatusCode::UNIMPLEMENTED) << status.error_message();
  }

  EXPECT_LT(PeakMemory() - before, 32 * kMegabyte + kKeptThoughFreed);
  EXPECT_TRUE(ServesATablet());
}

TEST_F(HostileCallersTest, KeepNobodyFromBeingServedWithHundredsOfCallsThatNeverEnd) {
  constexpr int kCalls = 500;
  const std::string begun = absl::StrCat(std::string(kPreface), Settings(), CallHeaders("Enrol"),
                                         Data(std::string("\0\0\1\0\0", 5)));
  std::vector<std::unique_ptr<RawConnection>> open;

  for (int i = 0; i < kCalls; ++i) {
    open.push_back(std::make_unique<RawConnection>(server_.port()));
    EXPECT_TRUE(open.back()->Send(begun));
  }

  EXPECT_TRUE(ServesATablet());
  EXPECT_LT(Threads(), 64);
}

TEST_F(HostileCallersTest, KeepNobodyFromBeingServedWithThousandsOfHalfOpenConnections) {
  rlimit files{};
  getrlimit(RLIMIT_NOFILE, &files);
  const size_t most = std::min<rlim_t>(files.rlim_cur, 6'200) - 200;
  // The beginning of a TLS handshake: a record of five hundred bytes that never ends.
  const std::string hello("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11);
  std::vector<Socket> half_open;
  for (size_t i = 0; i < most; ++i) {
    half_open.push_back(ConnectTo(server_.port()));
    send(half_open.back().get(), hello.data(), hello.size(), MSG_NOSIGNAL);
  }

  EXPECT_TRUE(ServesATablet());

  EXPECT_LT(Threads(), 64);
  EXPECT_LT(PeakMemory(), 1'000 * kMegabyte);
}

}  // namespace
}  // namespace sucharit
