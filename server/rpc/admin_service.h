// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <grpcpp/grpcpp.h>

#include "server/anonymize/close_round.h"
#include "server/cards/cards.h"
#include "server/intake/intake.h"
#include "server/plan/plan.h"
#include "server/publish/past_results.h"
#include "server/publish/published_rounds.h"
#include "server/publish/respondent_texts.h"
#include "server/publish/results.h"
#include "server/publish/verify_round.h"
#include "server/rounds/rounds.h"
#include "server/rpc/enrolment.h"
#include "server/rpc/gate.h"
#include "server/store/agency_store.h"
#include "server/store/device_store.h"
#include "sucharit/v1/admin.grpc.pb.h"

namespace sucharit {

// Administrators' calls: through the gate, one call into the core, map the status. The synchronous
// API: there are few callers, and closing takes long. Its methods stand by theme in
// admin_service_*.cc.
class AdminService final : public v1::AdminService::Service {
 public:
  struct Parts {
    AgencyStore& agencies;
    DeviceStore& devices;
    Enrolment& enrolment;
    Rounds& rounds;
    Cards& cards;
    RoundCloser& closer;
    Results& results;
    PublishedRounds& published;
    RoundVerifier& verifier;
    Plan& plan;
    PastResults& past;
    Intake& intake;
    RespondentTexts& texts;
  };

  // `gate` and what `parts` names must outlive the service.
  AdminService(Gate& gate, Parts parts) : gate_(gate), parts_(parts) {}

  grpc::Status CreateAgency(grpc::ServerContext*, const v1::CreateAgencyRequest*,
                            v1::CreateAgencyResponse*) override;
  grpc::Status ListAgencies(grpc::ServerContext*, const v1::ListAgenciesRequest*,
                            v1::ListAgenciesResponse*) override;
  grpc::Status CreateEnrolmentTickets(grpc::ServerContext*,
                                      const v1::CreateEnrolmentTicketsRequest*,
                                      v1::CreateEnrolmentTicketsResponse*) override;
  grpc::Status ListDevices(grpc::ServerContext*, const v1::ListDevicesRequest*,
                           v1::ListDevicesResponse*) override;
  grpc::Status RevokeDevice(grpc::ServerContext*, const v1::RevokeDeviceRequest*,
                            v1::RevokeDeviceResponse*) override;
  grpc::Status CreateRound(grpc::ServerContext*, const v1::CreateRoundRequest*,
                           v1::CreateRoundResponse*) override;
  grpc::Status ListRounds(grpc::ServerContext*, const v1::AdminListRoundsRequest*,
                          v1::AdminListRoundsResponse*) override;
  grpc::Status GetRound(grpc::ServerContext*, const v1::GetRoundRequest*,
                        v1::GetRoundResponse*) override;
  grpc::Status WrapRoundKey(grpc::ServerContext*, const v1::WrapRoundKeyRequest*,
                            v1::WrapRoundKeyResponse*) override;
  grpc::Status OpenRound(grpc::ServerContext*, const v1::OpenRoundRequest*,
                         v1::OpenRoundResponse*) override;
  grpc::Status ExtendRound(grpc::ServerContext*, const v1::ExtendRoundRequest*,
                           v1::ExtendRoundResponse*) override;
  grpc::Status CloseRound(grpc::ServerContext*, const v1::CloseRoundRequest*,
                          v1::CloseRoundResponse*) override;
  grpc::Status CancelRound(grpc::ServerContext*, const v1::CancelRoundRequest*,
                           v1::CancelRoundResponse*) override;
  grpc::Status ImportScores(grpc::ServerContext*, const v1::ImportScoresRequest*,
                            v1::ImportScoresResponse*) override;
  grpc::Status GetScores(grpc::ServerContext*, const v1::GetScoresRequest*,
                         v1::GetScoresResponse*) override;
  grpc::Status PublishRound(grpc::ServerContext*, const v1::PublishRoundRequest*,
                            v1::PublishRoundResponse*) override;
  grpc::Status ListImportedScores(grpc::ServerContext*, const v1::ListImportedScoresRequest*,
                                  v1::ListImportedScoresResponse*) override;
  grpc::Status PublishBreakdown(grpc::ServerContext*, const v1::PublishBreakdownRequest*,
                                v1::PublishBreakdownResponse*) override;
  grpc::Status GetBundle(grpc::ServerContext*, const v1::GetBundleRequest*,
                         v1::GetBundleResponse*) override;
  grpc::Status GetAuditBundle(grpc::ServerContext*, const v1::GetAuditBundleRequest*,
                              v1::GetAuditBundleResponse*) override;
  grpc::Status VerifyRound(grpc::ServerContext*, const v1::VerifyRoundRequest*,
                           v1::VerifyRoundResponse*) override;
  grpc::Status ExportRows(grpc::ServerContext*, const v1::ExportRowsRequest*,
                          grpc::ServerWriter<v1::ExportRowsResponse>*) override;
  grpc::Status GetReportSource(grpc::ServerContext*, const v1::GetReportSourceRequest*,
                               v1::GetReportSourceResponse*) override;
  grpc::Status PutMeasures(grpc::ServerContext*, const v1::PutMeasuresRequest*,
                           v1::PutMeasuresResponse*) override;
  grpc::Status RemoveMeasure(grpc::ServerContext*, const v1::RemoveMeasureRequest*,
                             v1::RemoveMeasureResponse*) override;
  grpc::Status ListMeasures(grpc::ServerContext*, const v1::ListMeasuresRequest*,
                            v1::ListMeasuresResponse*) override;
  grpc::Status PutPastResult(grpc::ServerContext*, const v1::PutPastResultRequest*,
                             v1::PutPastResultResponse*) override;
  grpc::Status ListPastResults(grpc::ServerContext*, const v1::ListPastResultsRequest*,
                               v1::ListPastResultsResponse*) override;
  grpc::Status RemovePastResult(grpc::ServerContext*, const v1::RemovePastResultRequest*,
                                v1::RemovePastResultResponse*) override;
  grpc::Status MakeCards(grpc::ServerContext*, const v1::MakeCardsRequest*,
                         v1::MakeCardsResponse*) override;
  grpc::Status VoidCards(grpc::ServerContext*, const v1::VoidCardsRequest*,
                         v1::VoidCardsResponse*) override;
  grpc::Status ReconcileCards(grpc::ServerContext*, const v1::ReconcileCardsRequest*,
                              v1::ReconcileCardsResponse*) override;
  grpc::Status GetCards(grpc::ServerContext*, const v1::GetCardsRequest*,
                        v1::GetCardsResponse*) override;
  grpc::Status ListTexts(grpc::ServerContext*, const v1::ListTextsRequest*,
                         v1::ListTextsResponse*) override;
  grpc::Status ReleaseTexts(grpc::ServerContext*, const v1::ReleaseTextsRequest*,
                            v1::ReleaseTextsResponse*) override;

  grpc::Status ImportOutbox(grpc::ServerContext*, const v1::PushResponsesRequest*,
                            v1::PushResponsesResponse*) override;

 private:
  // Runs `call` for a caller who may make it, and maps its status.
  template <typename Call>
  grpc::Status Serve(const grpc::ServerContext& context, const google::protobuf::Message& request,
                     Call call) {
    return gate_.Serve<v1::AdminService>(context, request, call);
  }

  Gate& gate_;
  Parts parts_;
};

}  // namespace sucharit
