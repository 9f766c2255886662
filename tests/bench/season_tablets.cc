// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "common/crypto/random.h"
#include "common/crypto/sealed_box.h"
#include "common/response/receipt.h"
#include "common/response/sealed_content.h"
#include "tests/bench/answers.h"
#include "tests/bench/season.h"
#include "tests/server/testing/required.h"

namespace sucharit::bench {
namespace {

using testing::Require;
using testing::Required;
using Admin = v1::AdminService::Stub;
using Collect = v1::CollectService::Stub;

constexpr int kBatch = 100;

template <typename Response, typename Stub, typename Request>
Response TabletCall(Stub& stub,
                    grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                    const Request& request) {
  grpc::ClientContext context;
  Response response;
  Require(FromGrpcStatus((stub.*method)(&context, request, &response)));
  return response;
}

}  // namespace

void Season::Enrol(size_t agency) {
  Agency& mine = agencies_[agency];
  v1::CreateEnrolmentTicketsRequest tickets;
  tickets.set_agency_code(mine.code);
  tickets.set_count(1);
  tickets.set_valid_hours(1);
  crypto::Identity& identity = target_.tablets[agency];
  identity.private_key_pem = Required(crypto::MakePrivateKey());
  v1::EnrolRequest enrol;
  enrol.set_code(Required(Call(&Admin::CreateEnrolmentTickets, tickets)).tickets(0).code());
  enrol.set_device_name("Counter 1");
  enrol.set_signing_request(Required(crypto::MakeSigningRequest(identity.private_key_pem)));
  const auto enrolled = Required(Call(&Collect::Enrol, enrol));
  identity.certificate_pem = Required(crypto::CertificateToPem(enrolled.certificate()));
  Collect tablet(Connect(target_, agency));
  const auto rounds = TabletCall(tablet, &Collect::ListRounds, v1::ListRoundsRequest());
  if (rounds.rounds_size() != 1) Give("a tablet knows other rounds than its agency's");
  mine.offer = rounds.rounds(0);
}

void Season::Seal(size_t agency) {
  Agency& mine = agencies_[agency];
  for (Questionnaire& questionnaire : mine.questionnaires) {
    const ResponseContext context{mine.round_id, &assessment_,
                                  assessment_.FindInstrument(questionnaire.id)};
    const auto answers =
        MadeUpAnswers(assessment_, *context.instrument, questionnaire.boxes.size());
    for (size_t i = 0; i < answers.size(); ++i) {
      const std::string content =
          Required(EncodeContent(context, answers[i], crypto::RandomBytes(kReceiptNumberSize)));
      std::string box = Required(crypto::Seal(content, mine.offer.sealing_key()));
      std::string id = BoxId(box);
      questionnaire.boxes[i] = {std::move(id), std::move(box)};
    }
  }
}

void Season::PushQuestionnaire(v1::CollectService::Stub& tablet, const Agency& agency,
                               const Questionnaire& questionnaire) const {
  v1::PushResponsesRequest batch;
  batch.set_round_id(agency.round_id);
  batch.set_questionnaire(questionnaire.id);
  batch.set_key_id(agency.offer.key_id());
  batch.set_counting_digest(assessment_.counting_id());
  grpc::ClientContext context;
  const auto stream = tablet.PushResponses(&context);
  for (size_t first = 0; first < questionnaire.boxes.size(); first += kBatch) {
    batch.clear_boxes();
    std::vector<std::string> ids;
    for (size_t i = first; i < std::min(first + kBatch, questionnaire.boxes.size()); ++i) {
      batch.add_boxes(questionnaire.boxes[i].box);
      ids.push_back(questionnaire.boxes[i].id);
    }
    v1::PushResponsesResponse receipt;
    if (!stream->Write(batch) || !stream->Read(&receipt)) Give("no receipt");
    for (const v1::Outcome outcome :
         Required(VerifyReceipt(agency.round_id, ids, receipt, agency.offer.receipt_key()))) {
      if (outcome != v1::OUTCOME_STORED) Give("a box wasn't stored");
    }
  }
  stream->WritesDone();
  Require(FromGrpcStatus(stream->Finish()));
}

void Season::Push(size_t agency) {
  Collect tablet(Connect(target_, agency));
  for (const Questionnaire& questionnaire : agencies_[agency].questionnaires) {
    PushQuestionnaire(tablet, agencies_[agency], questionnaire);
  }
}

void Season::ReportNothingWaiting(size_t agency) const {
  Collect tablet(Connect(target_, agency));
  const auto rounds = TabletCall(tablet, &Collect::ListRounds, v1::ListRoundsRequest());
  v1::ReportWaitingRequest report;
  report.set_round_id(agencies_[agency].round_id);
  report.set_known_state(rounds.rounds(0).state());
  TabletCall(tablet, &Collect::ReportWaiting, report);
}

}  // namespace sucharit::bench
