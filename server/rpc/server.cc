// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/server.h"

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/files/files.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/anonymize/close_round.h"
#include "server/backup/backups.h"
#include "server/intake/intake.h"
#include "server/intake/received_check.h"
#include "server/operations/served_certificate.h"
#include "server/publish/results.h"
#include "server/rounds/key_folder.h"
#include "server/rounds/rounds.h"
#include "server/rpc/admin_service.h"
#include "server/rpc/audit_service.h"
#include "server/rpc/backup_service.h"
#include "server/rpc/certificate_keeper.h"
#include "server/rpc/collect_service.h"
#include "server/rpc/enrolment.h"
#include "server/rpc/gate.h"
#include "server/rpc/listening.h"
#include "server/rpc/offers.h"
#include "server/rpc/permissions.h"
#include "server/rpc/refusal_counter.h"
#include "server/rpc/user_service.h"
#include "server/rpc/watch.h"
#include "server/rpc/work_queue.h"

namespace sucharit {
namespace {

constexpr size_t kWorkThreads = 2;
constexpr std::chrono::seconds kGrace(5);

// What the server keeps secret and needs at start.
struct Keys {
  crypto::Identity authority;
  crypto::Identity server;
};

absl::StatusOr<Keys> LoadKeys(const KeyFolder& folder) {
  Keys keys;
  ASSIGN_OR_RETURN(keys.authority, folder.Authority());
  ASSIGN_OR_RETURN(keys.server, folder.Server());
  return keys;
}

std::string WithPort(const std::string& address, int port) {
  return absl::StrCat(address.substr(0, address.rfind(':')), ":", port);
}

// Built in the order of its members, gone in the reverse one.
class RunningServer final : public Server {
 public:
  RunningServer(const v1::ServerConfig& config, const Clock& clock, Keys keys,
                crypto::Secret audit_key, std::unique_ptr<ServerDatabase> database,
                const UserRules& rules)
      : config_(config),
        clock_(clock),
        keys_(std::move(keys)),
        key_folder_(config.key_folder()),
        database_(std::move(database)),
        agencies_(*database_),
        devices_(*database_),
        enrolment_(*database_, keys_.authority, clock),
        offers_(*database_, key_folder_, clock),
        cards_(*database_),
        conduct_(*database_),
        rounds_(*database_, key_folder_, clock),
        closer_(*database_, key_folder_, rounds_),
        results_(*database_, key_folder_, rounds_),
        past_(*database_),
        texts_(*database_),
        plan_(*database_, rounds_),
        published_(*database_, rounds_, past_, plan_),
        verifier_(*database_, key_folder_, rounds_),
        watch_(config_, *database_),
        backups_(*database_, config_, clock),
        rates_(clock),
        work_(kWorkThreads),
        intake_(*database_, key_folder_),
        received_check_(*database_, key_folder_),
        users_(*database_, clock, rules),
        audit_(*database_, clock, std::move(audit_key)),
        begun_calls_(config.data_folder()),
        gate_(*database_, users_, audit_, begun_calls_),
        collect_service_(devices_, enrolment_, offers_, conduct_, intake_, received_check_, work_,
                         rates_),
        admin_service_(gate_, {agencies_, devices_, enrolment_, rounds_, cards_, closer_, results_,
                               published_, verifier_, plan_, past_, intake_, texts_}),
        user_service_(gate_, users_, rates_),
        audit_service_(gate_, audit_),
        backup_service_(gate_, backups_) {
    watch_.CountCommitsOf(intake_);
    results_.KeepPublicationsBy(backups_);
  }

  ~RunningServer() override {
    if (server_ != nullptr) server_->Shutdown(std::chrono::system_clock::now() + kGrace);
  }

  absl::Status Start() {
    RETURN_IF_ERROR(CheckPermissionTable(ServedServices()));
    RETURN_IF_ERROR(begun_calls_.NoteLeft(audit_));
    RETURN_IF_ERROR(results_.DestroySpentKeys());
    RETURN_IF_ERROR(backups_.WritePublications());
    ASSIGN_OR_RETURN(certificate_keeper_, CertificateKeeper::Start(config_, clock_));
    ASSIGN_OR_RETURN(const std::string authorities, TrustedAuthorities(config_));
    RETURN_IF_ERROR(enrolment_.SetAuthorities(authorities));
    int port = 0;
    grpc::EnableDefaultHealthCheckService(true);
    grpc::ServerBuilder builder;
    LimitCallers(builder);
    builder.AddListeningPort(config_.listen_address(),
                             ServerCredentials(key_folder_, HasOperatorsCertificate(config_)),
                             &port);
    builder.RegisterService(&collect_service_);
    builder.RegisterService(&admin_service_);
    builder.RegisterService(&user_service_);
    builder.RegisterService(&audit_service_);
    builder.RegisterService(&backup_service_);
    builder.experimental().SetInterceptorCreators(CountRefusals(watch_.metrics()));
    server_ = builder.BuildAndStart();
    if (server_ == nullptr || port == 0) {
      return Refused(absl::StatusCode::kUnavailable, v1::REASON_ADDRESS_IN_USE,
                     "can't listen there", config_.listen_address());
    }
    address_ = WithPort(config_.listen_address(), port);
    enrolment_.SetPublicAddress(config_.public_address().empty() ? address_
                                                                 : config_.public_address());
    RETURN_IF_ERROR(watch_.Start());
    if (config_.address_file().empty()) return absl::OkStatus();
    return WriteFileAtomically(config_.address_file(), address_);
  }

  const std::string& address() const override { return address_; }

 private:
  const v1::ServerConfig config_;
  const Clock& clock_;
  const Keys keys_;
  const KeyFolder key_folder_;
  const std::unique_ptr<ServerDatabase> database_;
  AgencyStore agencies_;
  DeviceStore devices_;
  Enrolment enrolment_;
  Offers offers_;
  Cards cards_;
  ConductReports conduct_;
  Rounds rounds_;
  RoundCloser closer_;
  Results results_;
  PastResults past_;
  RespondentTexts texts_;
  Plan plan_;
  PublishedRounds published_;
  RoundVerifier verifier_;
  Watch watch_;
  Backups backups_;
  CallRates rates_;
  WorkQueue work_;
  Intake intake_;
  ReceivedCheck received_check_;
  Users users_;
  AuditLog audit_;
  const BegunCalls begun_calls_;
  Gate gate_;
  CollectService collect_service_;
  AdminService admin_service_;
  UserService user_service_;
  AuditService audit_service_;
  BackupService backup_service_;
  std::unique_ptr<CertificateKeeper> certificate_keeper_;
  std::unique_ptr<grpc::Server> server_;
  std::string address_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Server>> Server::Create(const v1::ServerConfig& config,
                                                       const Clock& clock, const UserRules& rules) {
  ASSIGN_OR_RETURN(Keys keys, LoadKeys(KeyFolder(config.key_folder())));
  ASSIGN_OR_RETURN(crypto::Secret audit_key, KeyFolder(config.key_folder()).AuditKey());
  ASSIGN_OR_RETURN(auto database, ServerDatabase::Open(config));
  auto server = std::make_unique<RunningServer>(config, clock, std::move(keys),
                                                std::move(audit_key), std::move(database), rules);
  RETURN_IF_ERROR(server->Start());
  return std::unique_ptr<Server>(std::move(server));
}

}  // namespace sucharit
