// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/season.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <utility>

#include "absl/strings/str_format.h"
#include "common/crypto/random.h"
#include "common/crypto/sealed_box.h"
#include "common/crypto/signature.h"
#include "common/response/sealed_content.h"
#include "server/operations/initialize.h"
#include "server/operations/profile.h"
#include "server/rounds/key_folder.h"
#include "server/scoring/score_files.h"
#include "server/store/round_store.h"
#include "server/store/server_database.h"
#include "sucharit/v1/user.grpc.pb.h"
#include "tests/server/testing/required.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit::bench {
namespace {

namespace fs = std::filesystem;

using testing::Require;
using testing::Required;
using Admin = v1::AdminService::Stub;

constexpr char kPassword[] = "a password for a season";
constexpr char kPassphrase[] = "a passphrase for a season";
constexpr int32_t kDaysOpen = 90;
// More may answer than do.
constexpr int64_t kPopulationFactor = 2;
// Enough for every questionnaire of every agency to be published.
constexpr size_t kLeast = 20;
// Of the employees, as in the agency whose data the tests have: 31 of 101.
constexpr size_t kEmployeesOf100 = 31;

// Responses of agency number `place`: between half and one and a half times the mean.
size_t ShareOf(size_t place, size_t agencies, size_t responses) {
  constexpr size_t kSteps = 1000;
  constexpr size_t kPrime = 7919;  // So that large ones don't stand side by side.
  const size_t mean = responses / agencies;
  return std::max(kLeast, mean / 2 + mean * (place * kPrime % kSteps) / kSteps);
}

}  // namespace

void Give(const std::string& why) {
  std::cerr << "season: " << why << "\n";
  abort();
}

Season::Season(const SeasonSetup& setup, size_t agencies, size_t responses)
    : folder_(setup.folder),
      database_(setup.database),
      backup_key_(setup.backup_key),
      sucharitd_(setup.sucharitd),
      assessment_(Required(LoadAssessment("ita-2567"))),
      imported_(Required(ReadImportedScoresCsv(setup.imported_scores))),
      responses_([&] {
        size_t sum = 0;
        for (size_t i = 0; i < agencies; ++i) sum += ShareOf(i, agencies, responses);
        return sum;
      }()),
      agencies_(agencies) {
  target_.tablets.resize(agencies);
  for (size_t i = 0; i < agencies; ++i) {
    const size_t share = ShareOf(i, agencies, responses);
    const size_t employees = std::max(kLeast / 2, share * kEmployeesOf100 / 100);
    agencies_[i].code = absl::StrFormat("agency-%05d", i);
    agencies_[i].questionnaires = {{"IIT", std::vector<HashedBox>(employees)},
                                   {"EIT", std::vector<HashedBox>(share - employees)}};
  }
  fs::create_directory(folder_ + "/backups");
  Initialize();
  Start();
  LogIn();
}

v1::ServerConfig Season::Config() const {
  v1::ServerConfig config;
  config.set_data_folder(folder_ + "/data");
  config.set_key_folder(folder_ + "/keys");
  config.set_database(database_);
  config.set_listen_address("127.0.0.1:0");
  config.set_address_file(folder_ + "/address");
  config.set_backup_key(backup_key_);
  config.set_backup_folder(folder_ + "/backups");
  return config;
}

void Season::Initialize() {
  Installation installation;
  installation.config = Config();
  installation.config_path = folder_ + "/server.config";
  installation.profile_path = folder_ + "/profile";
  installation.operator_password = kPassword;
  installation.password_cost = crypto::PasswordCost::kLeast;
  Require(sucharit::Initialize(installation, clock_));
  target_.authority_pem = Required(LoadProfile(installation.profile_path)).authority();
}

void Season::Start() {
  const std::string address = folder_ + "/address";
  fs::remove(address);
  std::vector<std::string> arguments = {sucharitd_, "--config", folder_ + "/server.config"};
  // Where its callers know it.
  if (!target_.address.empty()) arguments.insert(arguments.end(), {"--listen", target_.address});
  server_ = std::make_unique<Process>(arguments, folder_ + "/server.log");
  target_.address = AwaitAddress(address);
}

double Season::Restart() {
  server_.reset();
  const double begin = Now();
  Start();
  return Now() - begin;
}

void Season::LogIn() {
  grpc::SslCredentialsOptions options;
  options.pem_root_certs = target_.authority_pem;
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  administrators_ =
      grpc::CreateCustomChannel(target_.address, grpc::SslCredentials(options), arguments);
  v1::LogInRequest request;
  request.set_name("operator");
  request.set_password(kPassword);
  token_ = Required(Call(&v1::UserService::Stub::LogIn, request)).token();
}

void Season::Create(size_t agency) {
  Agency& mine = agencies_[agency];
  v1::CreateAgencyRequest create;
  create.mutable_agency()->set_code(mine.code);
  create.mutable_agency()->mutable_name()->set_th("เทศบาลตำบลที่ " + mine.code);
  create.mutable_agency()->mutable_name()->set_en("Municipality " + mine.code);
  Require(Call(&Admin::CreateAgency, create).status());

  mine.round_id = crypto::RandomBytes(kRoundIdSize);
  v1::CreateRoundRequest round;
  round.set_round_id(mine.round_id);
  round.set_agency_code(mine.code);
  round.set_definition(assessment_.bytes());
  for (const Questionnaire& each : mine.questionnaires) {
    v1::Population& population = *round.add_populations();
    population.set_questionnaire(each.id);
    population.set_size(static_cast<int64_t>(each.boxes.size()) * kPopulationFactor);
  }
  round.set_first_day(DayInThailand(clock_.Now()));
  round.set_last_day(round.first_day() + kDaysOpen);
  round.set_custody(v1::KEY_CUSTODY_SERVER);
  Require(Call(&Admin::CreateRound, round).status());

  v1::ImportScoresRequest scores;
  scores.set_round_id(mine.round_id);
  *scores.mutable_scores() = {imported_.begin(), imported_.end()};
  Require(Call(&Admin::ImportScores, scores).status());
}

void Season::Open(size_t agency) {
  v1::WrapRoundKeyRequest wrap;
  wrap.set_round_id(agencies_[agency].round_id);
  wrap.set_passphrase(kPassphrase);
  v1::OpenRoundRequest open;
  open.set_round_id(wrap.round_id());
  v1::KeyCopy& copy = *open.add_copies();
  copy.set_wrapped_key(Required(Call(&Admin::WrapRoundKey, wrap)).wrapped_key());
  copy.set_passphrase(kPassphrase);
  copy.set_place("safe");
  Require(Call(&Admin::OpenRound, open).status());
}

void Season::OpenWithoutCopies(size_t first) {
  server_.reset();
  {
    const auto database = Required(ServerDatabase::Open(Config()));
    const KeyFolder keys(Config().key_folder());
    RoundStore rounds(*database);
    for (size_t agency = first; agency < agencies_.size(); ++agency) {
      const std::string& id = agencies_[agency].round_id;
      const crypto::SealingKeyPair sealing = crypto::GenerateSealingKeyPair();
      const crypto::SigningKeyPair receipts = crypto::GenerateSigningKeyPair();
      Require(keys.SaveRoundKeys(id, sealing.private_key, receipts.private_key));
      Require(rounds.SetKeys(id, sealing.public_key, receipts.public_key));
      Require(rounds.Move(id, v1::ROUND_STATE_DRAFT, v1::ROUND_STATE_OPEN));
    }
  }
  Start();
}

void Season::Close(size_t agency) {
  Agency& mine = agencies_[agency];
  v1::CloseRoundRequest close;
  close.set_round_id(mine.round_id);
  if (Call(&Admin::CloseRound, close).ok()) Give("closed before the tablet had reported");
  ReportNothingWaiting(agency);
  const auto closed = Required(Call(&Admin::CloseRound, close));
  for (const Questionnaire& questionnaire : mine.questionnaires) {
    const auto pushed = static_cast<int64_t>(questionnaire.boxes.size());
    const auto totals = std::find_if(
        closed.totals().begin(), closed.totals().end(),
        [&](const v1::Totals& each) { return each.questionnaire() == questionnaire.id; });
    if (totals == closed.totals().end() || totals->received() != pushed ||
        totals->counted() != pushed) {
      Give("not all that was pushed was counted");
    }
  }
}

void Season::Score(size_t agency) {
  v1::GetScoresRequest request;
  request.set_round_id(agencies_[agency].round_id);
  Require(Call(&Admin::GetScores, request).status());
}

void Season::Publish(size_t agency) {
  v1::PublishRoundRequest request;
  request.set_round_id(agencies_[agency].round_id);
  Require(Call(&Admin::PublishRound, request).status());
}

int64_t Season::DiskBytes() const {
  int64_t bytes = 0;
  // The server may remove a file meanwhile.
  std::error_code ignored;
  for (const auto& entry : fs::recursive_directory_iterator(folder_ + "/data", ignored)) {
    const auto size = entry.is_regular_file(ignored) ? entry.file_size(ignored) : 0;
    if (!ignored) bytes += static_cast<int64_t>(size);
  }
  return bytes;
}

}  // namespace sucharit::bench
