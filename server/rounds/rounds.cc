// SPDX-License-Identifier: Apache-2.0
#include "server/rounds/rounds.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "common/crypto/sealed_box.h"
#include "common/crypto/signature.h"
#include "common/response/sealed_content.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/rounds/key_copy.h"

namespace sucharit {
namespace {

// A day so far away that it must be a typing error: ten years.
constexpr int32_t kLongestRound = 3660;

constexpr int64_t kLargestPopulation = 100'000'000;

absl::Status BadArgument(absl::string_view what) {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_ARGUMENT, "missing or not allowed",
                 what);
}

absl::Status WrongState(absl::string_view round_id) {
  return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE,
                 "not possible in the state the round is in", crypto::ToHex(round_id));
}

absl::Status CheckDays(int32_t first_day, int32_t last_day) {
  if (last_day < first_day || last_day - first_day > kLongestRound) return BadArgument("last_day");
  return absl::OkStatus();
}

// One population for each questionnaire, and none for anything else.
absl::StatusOr<std::vector<v1::Population>> CheckPopulations(
    const Assessment& assessment, const v1::CreateRoundRequest& request) {
  std::vector<v1::Population> populations(request.populations().begin(),
                                          request.populations().end());
  const auto size_of = [&](const std::string& id) {
    return std::count_if(populations.begin(), populations.end(), [&](const v1::Population& each) {
      return each.questionnaire() == id && each.size() > 0 && each.size() <= kLargestPopulation;
    });
  };
  const std::vector<std::string> questionnaires = assessment.Questionnaires();
  for (const std::string& id : questionnaires) {
    if (size_of(id) != 1) return BadArgument(absl::StrCat("population ", id));
  }
  if (populations.size() != questionnaires.size()) return BadArgument("population");
  return populations;
}

// Each a questionnaire; sorted, and each once.
absl::StatusOr<std::vector<std::string>> CheckCardQuestionnaires(
    const Assessment& assessment, const v1::CreateRoundRequest& request) {
  const std::vector<std::string> known = assessment.Questionnaires();
  const std::set<std::string> taking(request.card_questionnaires().begin(),
                                     request.card_questionnaires().end());
  for (const std::string& id : taking) {
    if (std::find(known.begin(), known.end(), id) == known.end()) {
      return BadArgument(absl::StrCat("card_questionnaires ", id));
    }
  }
  return std::vector<std::string>(taking.begin(), taking.end());
}

// No second copy of a passphrase in memory.
std::vector<v1::KeyCopy> WithoutPassphrases(const v1::OpenRoundRequest& request) {
  std::vector<v1::KeyCopy> copies;
  for (const v1::KeyCopy& given : request.copies()) {
    v1::KeyCopy& copy = copies.emplace_back();
    copy.set_wrapped_key(given.wrapped_key());
    copy.set_place(given.place());
  }
  return copies;
}

int64_t RoundDown(int64_t figure, int64_t step) { return figure / step * step; }

}  // namespace

absl::StatusOr<Assessment> Rounds::Create(const v1::CreateRoundRequest& request) {
  if (request.round_id().size() != kRoundIdSize) return BadArgument("round_id");
  RETURN_IF_ERROR(agencies_.Find(request.agency_code()).status());
  RETURN_IF_ERROR(CheckDays(request.first_day(), request.last_day()));
  ASSIGN_OR_RETURN(Assessment assessment, Assessment::FromBytes(request.definition()));
  RoundRecord round;
  round.round_id = request.round_id();
  round.agency_code = request.agency_code();
  round.definition_digest = assessment.definition_digest();
  round.first_day = request.first_day();
  round.last_day = request.last_day();
  if (request.custody() == v1::KEY_CUSTODY_OFFLINE) round.custody = request.custody();
  round.rehearsal = request.rehearsal();
  ASSIGN_OR_RETURN(round.populations, CheckPopulations(assessment, request));
  ASSIGN_OR_RETURN(round.card_questionnaires, CheckCardQuestionnaires(assessment, request));
  RETURN_IF_ERROR(rounds_.Create(round, assessment.bytes()));
  return assessment;
}

// The keys are files before the round names them: killed in between, the next call finds and uses
// them.
absl::StatusOr<RoundRecord> Rounds::EnsureKeys(absl::string_view round_id) {
  const std::lock_guard<std::mutex> lock(keys_mutex_);
  ASSIGN_OR_RETURN(const Turn turn, turns_.Take("keys", round_id));
  ASSIGN_OR_RETURN(RoundRecord round, rounds_.Find(round_id));
  if (round.state != v1::ROUND_STATE_DRAFT) return WrongState(round_id);
  if (!round.sealing_key.empty()) return round;
  auto sealing_key = keys_.SealingKey(round_id);
  auto receipt_key = keys_.ReceiptKey(round_id);
  if (!sealing_key.ok() || !receipt_key.ok()) {
    sealing_key = std::move(crypto::GenerateSealingKeyPair().private_key);
    receipt_key = std::move(crypto::GenerateSigningKeyPair().private_key);
    RETURN_IF_ERROR(keys_.SaveRoundKeys(round_id, *sealing_key, *receipt_key));
  }
  ASSIGN_OR_RETURN(round.sealing_key, crypto::SealingPublicKey(*sealing_key));
  ASSIGN_OR_RETURN(round.receipt_key, crypto::SigningPublicKey(*receipt_key));
  RETURN_IF_ERROR(rounds_.SetKeys(round_id, round.sealing_key, round.receipt_key));
  return round;
}

absl::StatusOr<std::string> Rounds::WrapKey(absl::string_view round_id,
                                            absl::string_view passphrase) {
  RETURN_IF_ERROR(EnsureKeys(round_id).status());
  ASSIGN_OR_RETURN(const crypto::Secret key, keys_.SealingKey(round_id));
  return WrapRoundKey(round_id, key, passphrase);
}

// The key that the server is to keep must open what tablets seal.
absl::Status Rounds::CheckOwnKey(const RoundRecord& round) {
  ASSIGN_OR_RETURN(const crypto::Secret key, keys_.SealingKey(round.round_id));
  ASSIGN_OR_RETURN(const std::string public_key, crypto::SealingPublicKey(key));
  if (public_key == round.sealing_key) return absl::OkStatus();
  return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_KEY_MISMATCH,
                 "the key folder holds another key", crypto::ToHex(round.round_id));
}

absl::Status Rounds::Open(const v1::OpenRoundRequest& request) {
  ASSIGN_OR_RETURN(const RoundRecord round, rounds_.Find(request.round_id()));
  if (round.state != v1::ROUND_STATE_DRAFT) return WrongState(round.round_id);
  RETURN_IF_ERROR(CheckKeyCopies(round, WithoutPassphrases(request)));
  std::vector<std::string> places;
  for (const v1::KeyCopy& copy : request.copies()) {
    RETURN_IF_ERROR(UnwrapRoundKey(round, copy).status());
    if (!copy.place().empty()) places.push_back(copy.place());
  }
  if (round.custody == v1::KEY_CUSTODY_OFFLINE) {
    RETURN_IF_ERROR(keys_.DestroySealingKey(round.round_id));
  } else {
    RETURN_IF_ERROR(CheckOwnKey(round));
  }
  return rounds_.Open(round.round_id, places);
}

absl::Status Rounds::Extend(absl::string_view round_id, int32_t last_day) {
  ASSIGN_OR_RETURN(const RoundRecord round, rounds_.Find(round_id));
  if (round.state > v1::ROUND_STATE_OPEN) return WrongState(round_id);
  RETURN_IF_ERROR(CheckDays(round.first_day, last_day));
  return rounds_.SetLastDay(round_id, last_day);
}

absl::Status Rounds::Cancel(absl::string_view round_id) {
  RETURN_IF_ERROR(rounds_.Find(round_id).status());
  RETURN_IF_ERROR(results_.Cancel(round_id));
  return keys_.DestroySealingKey(round_id);
}

absl::StatusOr<Assessment> Rounds::AssessmentOf(const RoundRecord& round) {
  ASSIGN_OR_RETURN(const std::string definition, rounds_.Definition(round.definition_digest));
  return Assessment::FromBytes(definition);
}

absl::StatusOr<std::string> Rounds::DefinitionOf(absl::string_view round_id) {
  ASSIGN_OR_RETURN(const RoundRecord round, rounds_.Find(round_id));
  return rounds_.Definition(round.definition_digest);
}

absl::StatusOr<std::vector<v1::Totals>> Rounds::TotalsOf(const RoundRecord& round,
                                                         const Assessment& assessment) {
  ASSIGN_OR_RETURN(const std::vector<v1::Tally> tallies, results_.Tallies(round.round_id));
  std::vector<v1::Totals> all;
  for (const std::string& questionnaire : assessment.Questionnaires()) {
    v1::Totals& totals = all.emplace_back();
    totals.set_questionnaire(questionnaire);
    ASSIGN_OR_RETURN(const BoxStore::Received received,
                     boxes_.Count(round.round_id, questionnaire));
    totals.set_received(received.in_time + received.late);
    totals.set_late(received.late);
    for (const v1::Tally& tally : tallies) {
      if (tally.questionnaire() == questionnaire) totals.set_counted(tally.respondents());
    }
    ASSIGN_OR_RETURN(const ResultStore::Found found,
                     results_.FoundOf(round.round_id, questionnaire));
    totals.set_not_valid(found.not_valid);
    totals.set_card_refused(found.card_refused);
  }
  return all;
}

absl::Status Rounds::AddTotals(const RoundRecord& round, const Assessment& assessment,
                               v1::Round& description) {
  ASSIGN_OR_RETURN(const std::vector<v1::Totals> totals, TotalsOf(round, assessment));
  for (const v1::Totals& each : totals) {
    v1::Totals* shown = description.add_totals();
    *shown = each;
    if (round.state >= v1::ROUND_STATE_CLOSED) continue;
    shown->clear_late();
    if (round.state < v1::ROUND_STATE_OPEN) continue;
    ASSIGN_OR_RETURN(
        const int64_t received,
        rounds_.FigureOfDay(round.round_id, each.questionnaire(), DayInThailand(clock_.Now()),
                            RoundDown(each.received(), assessment.minimum_group())));
    shown->set_received(received);
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::Round> Rounds::Describe(absl::string_view round_id) {
  ASSIGN_OR_RETURN(const RoundRecord round, rounds_.Find(round_id));
  return Describe(round);
}

absl::StatusOr<v1::Round> Rounds::Describe(const RoundRecord& round) {
  ASSIGN_OR_RETURN(const Assessment assessment, AssessmentOf(round));
  ASSIGN_OR_RETURN(const v1::Agency agency, agencies_.Find(round.agency_code));
  v1::Round description;
  description.set_round_id(round.round_id);
  description.set_agency_code(round.agency_code);
  *description.mutable_agency_name() = agency.name();
  description.set_definition_id(assessment.id());
  *description.mutable_definition_title() = assessment.definition().title();
  description.set_state(round.state);
  description.set_first_day(round.first_day);
  description.set_last_day(round.last_day);
  *description.mutable_card_questionnaires() = {round.card_questionnaires.begin(),
                                                round.card_questionnaires.end()};
  description.mutable_unverified()->CopyFrom(assessment.definition().unverified());
  for (const v1::Population& population : round.populations) {
    *description.add_populations() = population;
    const Instrument* instrument = assessment.FindInstrument(population.questionnaire());
    if (instrument == nullptr || !instrument->minimum_sample.has_value()) continue;
    v1::Population* minimum = description.add_minimum_samples();
    minimum->set_questionnaire(population.questionnaire());
    minimum->set_size(MinimumSampleFor(*instrument->minimum_sample, population.size()));
  }
  description.set_custody(round.custody);
  description.set_rehearsal(round.rehearsal);
  ASSIGN_OR_RETURN(const std::vector<std::string> copies, rounds_.KeyCopies(round.round_id));
  *description.mutable_key_copies() = {copies.begin(), copies.end()};
  RETURN_IF_ERROR(AddTotals(round, assessment, description));
  if (round.state == v1::ROUND_STATE_CLOSING) {
    ASSIGN_OR_RETURN(const std::vector<v1::Device> waiting, devices_.NotDone(round.round_id));
    *description.mutable_waiting_devices() = {waiting.begin(), waiting.end()};
  }
  return description;
}

absl::StatusOr<std::vector<v1::Round>> Rounds::List(absl::string_view agency_code) {
  ASSIGN_OR_RETURN(const std::vector<RoundRecord> rounds, rounds_.List(agency_code));
  std::vector<v1::Round> descriptions;
  for (const RoundRecord& round : rounds) {
    ASSIGN_OR_RETURN(descriptions.emplace_back(), Describe(round));
  }
  return descriptions;
}

}  // namespace sucharit
