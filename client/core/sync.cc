// SPDX-License-Identifier: Apache-2.0
#include "client/core/sync.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "client/core/conduct.h"
#include "client/core/form_session.h"
#include "client/core/identity.h"
#include "client/core/library.h"
#include "client/core/outbox.h"
#include "client/core/received_boxes.h"
#include "client/core/sync_channel.h"
#include "client/core/sync_push_stream.h"
#include "common/crypto/random.h"
#include "common/response/receipt.h"
#include "common/response/received.h"
#include "common/rpc/status_conversion.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr absl::Duration kFirstWait = absl::Seconds(1);
constexpr absl::Duration kLongestWait = absl::Minutes(5);

// Of a tablet that has no room the reason says "free some": of a server it would be the wrong
// advice.
absl::Status FromServer(const absl::Status& status) {
  if (ReasonOf(status) != v1::REASON_STORAGE_FULL) return status;
  return absl::ResourceExhaustedError(status.message());
}

// A server that has forgotten the round, as a restored one may have, keeps nobody from
// synchronizing.
bool IsNoNeedToReport(const absl::Status& status) { return absl::IsNotFound(status); }

// One run against one server.
class SyncRun {
 public:
  SyncRun(TabletDatabase& database, const Identity& identity, const SyncOptions& options,
          SyncObserver& observer)
      : database_(database),
        identity_(identity),
        options_(options),
        observer_(observer),
        outbox_(database),
        library_(database),
        received_boxes_(database),
        stub_(v1::CollectService::NewStub(OpenChannel(identity))) {}

  absl::Status Run() {
    RETURN_IF_ERROR(FetchRounds());
    // First, so that what the server has lost is sent again with what waits.
    const absl::Status checked = CheckAllReceived();
    RETURN_IF_ERROR(PushAll());
    RETURN_IF_ERROR(checked);
    RETURN_IF_ERROR(ReportAll());
    return first_refusal_;
  }

 private:
  std::chrono::system_clock::time_point Deadline() const {
    return std::chrono::system_clock::now() + std::chrono::seconds(options_.call_seconds);
  }

  absl::Status FetchRounds() {
    grpc::ClientContext context;
    context.set_deadline(Deadline());
    v1::ListRoundsResponse offers;
    const grpc::Status status = stub_->ListRounds(&context, v1::ListRoundsRequest(), &offers);
    if (!status.ok()) return ExplainFailure(FromGrpcStatus(status), identity_, options_.clock);
    if (options_.clock != nullptr) {
      Remember(CompareClocks(options_.clock->Now(), offers.server_unix()));
    }
    today_ = DayInThailand(absl::FromUnixSeconds(offers.server_unix()));
    // What waits is sent even if the server's new offers can't be used.
    Remember(library_.Keep(offers));
    return absl::OkStatus();
  }

  absl::Status PushAll() {
    ASSIGN_OR_RETURN(total_, outbox_.Waiting());
    observer_.Began(total_);
    std::unique_ptr<PushStream> stream;
    while (true) {
      if (observer_.Cancelled()) return absl::CancelledError("stopped on request");
      ASSIGN_OR_RETURN(const v1::PushResponsesRequest batch,
                       outbox_.NextBatch(options_.batch_size, skipped_));
      if (batch.boxes().empty()) return absl::OkStatus();
      if (stream == nullptr) {
        stream = std::make_unique<PushStream>(*stub_, options_.call_seconds, observer_);
      }
      absl::Status status = Push(*stream, batch);
      if (status.ok()) continue;
      if (IsPassing(status) || absl::IsUnauthenticated(status)) return status;
      Remember(status);
      skipped_.push_back(Outbox::GroupOf(batch));
      stream.reset();
    }
  }

  // A box leaves the outbox only after the signature over its fate was verified.
  absl::Status Push(PushStream& stream, const v1::PushResponsesRequest& batch) {
    ASSIGN_OR_RETURN(const auto round, library_.Find(batch.round_id()));
    observer_.BatchSent(batch.boxes_size());
    const auto answered = stream.Exchange(batch);
    if (!answered.ok()) return FromServer(answered.status());
    const v1::PushResponsesResponse& receipt = *answered;
    observer_.ReceiptArrived(batch.boxes_size());
    std::vector<std::string> ids;
    for (const std::string& box : batch.boxes()) ids.push_back(BoxId(box));
    ASSIGN_OR_RETURN(const std::vector<v1::Outcome> outcomes,
                     VerifyReceipt(batch.round_id(), ids, receipt, round->offer.receipt_key()));
    RETURN_IF_ERROR(outbox_.Apply(batch, outcomes));
    received_ += batch.boxes_size();
    observer_.Progressed(received_, total_);
    return absl::OkStatus();
  }

  // An alarm doesn't keep what is left from being reported. A server that won't say what it has is
  // no better than one that has lost it.
  absl::Status CheckAllReceived() {
    ASSIGN_OR_RETURN(const auto rounds, library_.Rounds());
    for (const auto& round : rounds) {
      absl::Status status = CheckReceived(*round);
      // A server that has forgotten the round has lost all of it, and would take none of it.
      if (absl::IsNotFound(status)) status = RaiseAlarmForAll(*round);
      if (IsPassing(status) || absl::IsUnauthenticated(status)) return status;
      Remember(status);
    }
    ASSIGN_OR_RETURN(const int64_t missing, received_boxes_.Missing());
    if (missing != 0) {
      Remember(Refused(absl::StatusCode::kDataLoss, v1::REASON_BOXES_MISSING,
                       "the server lacks boxes that it signed for", std::to_string(missing)));
    }
    return absl::OkStatus();
  }

  absl::Status RaiseAlarmForAll(const CollectedRound& round) {
    const std::string& round_id = round.offer.round_id();
    ASSIGN_OR_RETURN(const std::vector<std::string> ids, received_boxes_.Ids(round_id));
    return received_boxes_.RaiseAlarm(round_id, static_cast<int64_t>(ids.size()));
  }

  absl::Status CheckReceived(const CollectedRound& round) {
    const std::string& round_id = round.offer.round_id();
    if (round.offer.state() >= v1::ROUND_STATE_PUBLISHED) return received_boxes_.Forget(round_id);
    ASSIGN_OR_RETURN(const std::vector<std::string> ids, received_boxes_.Ids(round_id));
    int64_t lost = 0;
    std::optional<ServerBackups> backups;
    for (size_t first = 0; first < ids.size(); first += kMostReceivedIds) {
      ASSIGN_OR_RETURN(const v1::CheckReceivedResponse answer, AskFor(round, ids, first));
      ASSIGN_OR_RETURN(const std::vector<std::string> missing, SplitBoxIds(answer.missing()));
      ASSIGN_OR_RETURN(const int64_t some, received_boxes_.SendAgain(round_id, missing, today_));
      lost += some;
      backups = {answer.begun_backup(), answer.good_backup()};
    }
    if (lost != 0) RETURN_IF_ERROR(received_boxes_.RaiseAlarm(round_id, lost));
    return backups.has_value() ? received_boxes_.NoteBackups(round_id, *backups) : absl::OkStatus();
  }

  // About the ids from `first`, as many as fit into a call.
  absl::StatusOr<v1::CheckReceivedResponse> AskFor(const CollectedRound& round,
                                                   const std::vector<std::string>& ids,
                                                   size_t first) {
    v1::CheckReceivedRequest request;
    request.set_round_id(round.offer.round_id());
    const size_t end = std::min(ids.size(), first + kMostReceivedIds);
    for (size_t place = first; place < end; ++place) request.mutable_box_ids()->append(ids[place]);
    grpc::ClientContext context;
    context.set_deadline(Deadline());
    v1::CheckReceivedResponse response;
    const absl::Status status = FromGrpcStatus(stub_->CheckReceived(&context, request, &response));
    RETURN_IF_ERROR(status);
    RETURN_IF_ERROR(VerifyReceived(request, response, round.offer.receipt_key()).status());
    return response;
  }

  absl::Status ReportAll() {
    ASSIGN_OR_RETURN(const auto rounds, library_.Rounds());
    for (const auto& round : rounds) RETURN_IF_ERROR(Report(*round));
    return absl::OkStatus();
  }

  absl::Status Report(const CollectedRound& round) {
    v1::ReportWaitingRequest report;
    report.set_round_id(round.offer.round_id());
    report.set_known_state(round.offer.state());
    // A draft is counted before the outbox: one that is finished in between is then seen at least
    // once.
    ASSIGN_OR_RETURN(const bool has_draft,
                     FormSession::HasDraftOf(database_, round.offer.round_id()));
    report.set_drafts(has_draft ? 1 : 0);
    ASSIGN_OR_RETURN(const int64_t waiting, outbox_.Waiting(round.offer.round_id()));
    report.set_waiting(static_cast<int32_t>(waiting));
    grpc::ClientContext context;
    context.set_deadline(Deadline());
    v1::ReportWaitingResponse answer;
    RETURN_IF_ERROR(FromGrpcStatus(stub_->ReportWaiting(&context, report, &answer)));
    return ReportConduct(round.offer.round_id());
  }

  absl::Status ReportConduct(const std::string& round_id) {
    ASSIGN_OR_RETURN(const v1::ReportConductRequest report, Conduct(database_).Report(round_id));
    if (report.days().empty()) return absl::OkStatus();
    grpc::ClientContext context;
    context.set_deadline(Deadline());
    v1::ReportConductResponse answer;
    absl::Status status = FromGrpcStatus(stub_->ReportConduct(&context, report, &answer));
    return IsNoNeedToReport(status) ? absl::OkStatus() : status;
  }

  void Remember(const absl::Status& status) {
    if (first_refusal_.ok()) first_refusal_ = status;
  }

  TabletDatabase& database_;
  const Identity& identity_;
  const SyncOptions& options_;
  SyncObserver& observer_;
  Outbox outbox_;
  Library library_;
  ReceivedBoxes received_boxes_;
  std::unique_ptr<v1::CollectService::Stub> stub_;
  std::vector<std::string> skipped_;
  absl::Status first_refusal_;
  int32_t today_ = 0;  // By the server's clock.
  int64_t total_ = 0;
  int64_t received_ = 0;
};

}  // namespace

absl::Status Synchronize(TabletDatabase& database, const SyncOptions& options,
                         SyncObserver& observer) {
  ASSIGN_OR_RETURN(const std::optional<Identity> identity, IdentityStore(database).Load());
  if (!identity.has_value()) {
    return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_DEVICE_NOT_ENROLLED,
                   "the tablet belongs to no server");
  }
  return SyncRun(database, *identity, options, observer).Run();
}

bool IsPassing(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status) ||
         absl::IsResourceExhausted(status) || absl::IsCancelled(status);
}

absl::Duration BackOff(int attempt) {
  absl::Duration wait = kFirstWait;
  for (int i = 1; i < attempt && wait < kLongestWait; ++i) wait *= 2;
  const double factor = 0.5 + crypto::RandomBelow(1000) / 2000.0;
  return std::min(wait, kLongestWait) * factor;
}

}  // namespace sucharit
