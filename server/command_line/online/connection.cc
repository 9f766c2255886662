// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/connection.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <chrono>
#include <filesystem>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "common/files/files.h"
#include "common/rpc/status_conversion.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/operations/profile.h"

namespace sucharit {
namespace {

// Closing a round of a million responses takes a minute; nothing takes longer.
constexpr std::chrono::minutes kCallTime(10);

// A bundle or several years, each with a definition of up to 4 MiB.
constexpr int kLargestAnswer = 64 << 20;

constexpr size_t kLongestToken = 1024;
constexpr mode_t kOwnerOnly = 0600;

}  // namespace

void Connection::AddOptions(CLI::App& app, const CommandContext& context) {
  constexpr Say kProfile{"ไฟล์โพรไฟล์ที่ sucharit init เขียนไว้", "profile that `sucharit init` wrote"};
  constexpr Say kAddress{"ที่อยู่ของเซิร์ฟเวอร์ แทนที่อยู่ในโพรไฟล์",
                         "the server's address, instead of the profile's"};
  constexpr Say kToken{"ไฟล์ที่เก็บการเข้าสู่ระบบ (ค่าเริ่มต้น: ข้างโพรไฟล์ที่ระบุ หรือใน XDG_STATE_HOME)",
                       "file that keeps the sign-in (else beside a profile that is named, or in "
                       "XDG_STATE_HOME)"};
  profile_path_ = DefaultProfilePath();
  app.add_option("--profile", profile_path_, context.In(kProfile))->type_name("FILE");
  app.add_option("--address", address_, context.In(kAddress))->type_name("HOST:PORT");
  app.add_option("--token-file", token_path_, context.In(kToken))->type_name("FILE");
}

std::string Connection::TokenPath() const {
  if (!token_path_.empty()) return token_path_;
  return profile_path_ == DefaultProfilePath() ? DefaultTokenPath() : profile_path_ + ".token";
}

absl::Status Connection::SaveToken(const std::string& token) {
  const std::string path = TokenPath();
  const std::string folder = std::filesystem::path(path).parent_path().string();
  std::error_code ignored;
  if (!folder.empty() && !std::filesystem::exists(folder, ignored)) {
    RETURN_IF_ERROR(MakePrivateFolder(folder));
  }
  token_ = token;
  return WriteFileAtomically(path, token, kOwnerOnly);
}

absl::Status Connection::ForgetToken() {
  token_.clear();
  return DestroyFile(TokenPath());
}

absl::Status Connection::Connect() {
  if (channel_ != nullptr) return absl::OkStatus();
  ASSIGN_OR_RETURN(const v1::AdminProfile profile, LoadProfile(profile_path_));
  auto token = ReadWholeFile(TokenPath(), kLongestToken);
  if (!token.ok() && !absl::IsNotFound(token.status())) return token.status();
  if (token.ok()) token_ = *token;
  grpc::SslCredentialsOptions options;
  options.pem_root_certs = profile.authority();
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  arguments.SetMaxReceiveMessageSize(kLargestAnswer);
  channel_ = grpc::CreateCustomChannel(address_.empty() ? profile.address() : address_,
                                       grpc::SslCredentials(options), arguments);
  return absl::OkStatus();
}

absl::Status Connection::Finish(const std::function<grpc::Status(grpc::ClientContext*)>& call) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + kCallTime);
  if (!token_.empty()) context.AddMetadata("authorization", absl::StrCat("Bearer ", token_));
  return FromGrpcStatus(call(&context));
}

absl::StatusOr<std::string> Connection::FindRound(const std::string& name) {
  ASSIGN_OR_RETURN(const auto list,
                   Call(&v1::AdminService::Stub::ListRounds, v1::AdminListRoundsRequest()));
  const std::string prefix = absl::AsciiStrToLower(name);
  std::vector<std::string> found;
  for (const v1::Round& round : list.rounds()) {
    if (absl::StartsWith(crypto::ToHex(round.round_id()), prefix))
      found.push_back(round.round_id());
  }
  if (found.size() == 1 && !prefix.empty()) return found.front();
  if (found.empty()) {
    return Refused(absl::StatusCode::kNotFound, v1::REASON_ROUND_UNKNOWN, "no such round", name);
  }
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_ARGUMENT, "several rounds begin so",
                 name);
}

}  // namespace sucharit
