// SPDX-License-Identifier: Apache-2.0
#include "tests/server/testing/core_for_tests.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <utility>

#include "common/crypto/digest.h"
#include "common/crypto/sealed_box.h"
#include "common/crypto/signature.h"
#include "common/response/receipt.h"
#include "server/sql/statement.h"
#include "tests/server/testing/engines.h"
#include "tests/server/testing/required.h"
#include "tests/testing/round_builder.h"
#include "tests/testing/status_matchers.h"

namespace sucharit::testing {
namespace {

constexpr int64_t kPopulation = 100;

v1::Agency Agency() {
  v1::Agency agency;
  agency.set_code(kAgency);
  agency.mutable_name()->set_th("เทศบาลตำบลบางตะบูน");
  agency.mutable_name()->set_en("Bang Tabun municipality");
  return agency;
}

void MakeKeys(const std::string& key_folder) {
  const crypto::Identity nobody;
  Require(
      KeyFolder(key_folder).Create(nobody, nobody, crypto::GenerateSigningKeyPair().private_key));
}

// Opens the data folder, after making it if it isn't there.
std::unique_ptr<ServerDatabase> OpenOrCreate(const std::string& data_folder,
                                             const std::string& key_folder) {
  if (!std::filesystem::exists(data_folder + "/sucharit.db")) {
    Require(ServerDatabase::Create(data_folder));
    MakeKeys(key_folder);
  }
  return Required(ServerDatabase::Open(data_folder));
}

}  // namespace

std::string ReceiptNumber(int number) {
  std::string receipt_number(kReceiptNumberSize, '\0');
  for (char& byte : receipt_number) {
    byte = static_cast<char>(number & 0xff);
    number >>= 8;
  }
  return receipt_number;
}

std::string RoundId(char letter) { return std::string(kRoundIdSize, letter); }

v1::CreateRoundRequest SmallRound(char letter) {
  v1::CreateRoundRequest request;
  request.set_round_id(RoundId(letter));
  request.set_agency_code(kAgency);
  request.set_definition(SmallAssessment().bytes());
  v1::Population* population = request.add_populations();
  population->set_questionnaire("S");
  population->set_size(kPopulation);
  request.set_first_day(TestDay() - 7);
  request.set_last_day(TestDay() + 7);
  return request;
}

std::string SealResponse(const RoundRecord& round, const SmallAnswers& answers,
                         const std::string& receipt_number, const std::string& card) {
  const Assessment assessment = SmallAssessment();
  const Instrument& instrument = *assessment.FindInstrument("S");
  const Item& s1 = *assessment.FindItem("S1");
  const Item& s2 = *assessment.FindItem("S2");
  const CheckedAnswers checked = Required(CheckAnswers(
      assessment, instrument,
      {AnswerTo("S1", s1.choices[answers.s1].id), AnswerTo("S2", s2.choices[answers.s2].id)}));
  const ResponseContext context{round.round_id, &assessment, &instrument};
  return SealPlaintext(round, Required(EncodeContent(context, checked, receipt_number, card)));
}

std::string SealPlaintext(const RoundRecord& round, const std::string& plaintext) {
  return Required(crypto::Seal(plaintext, round.sealing_key));
}

CoreForTests::CoreForTests() : CoreForTests("", "") {}

CoreForTests::CoreForTests(const std::string& data_folder, const std::string& key_folder)
    : CoreForTests(data_folder, key_folder, nullptr) {}

CoreForTests::CoreForTests(const v1::ServerConfig& config)
    : CoreForTests(config.data_folder(), config.key_folder(),
                   Required(ServerDatabase::Open(config))) {}

CoreForTests::CoreForTests(sql::Engine engine) : CoreForTests(NewDatabase(engine)) {}

CoreForTests::CoreForTests(std::unique_ptr<ServerDatabase> opened)
    : CoreForTests("", "", std::move(opened)) {
  MakeKeys(key_folder_);
}

CoreForTests::CoreForTests(const std::string& data_folder, const std::string& key_folder,
                           std::unique_ptr<ServerDatabase> opened)
    : data_folder_(data_folder.empty() ? folder_.File("data") : data_folder),
      key_folder_(key_folder.empty() ? folder_.File("keys") : key_folder),
      opened_(opened != nullptr ? std::move(opened) : OpenOrCreate(data_folder_, key_folder_)),
      database(*opened_),
      keys(key_folder_),
      agencies(database),
      devices(database),
      boxes(database),
      round_store(database),
      result_store(database),
      publications(database),
      cards(database),
      rounds(database, keys, clock),
      closer(database, keys, rounds),
      results(database, keys, rounds),
      past(database),
      plan(database, rounds),
      published(database, rounds, past, plan),
      verifier(database, keys, rounds) {
  Require(agencies.Create(Agency()));
}

RoundRecord CoreForTests::OpenRound(char letter) { return OpenRound(SmallRound(letter)); }

RoundRecord CoreForTests::OpenRound(const v1::CreateRoundRequest& request) {
  Require(rounds.Create(request).status());
  const crypto::SealingKeyPair sealing = crypto::GenerateSealingKeyPair();
  const crypto::SigningKeyPair receipts = crypto::GenerateSigningKeyPair();
  Require(keys.SaveRoundKeys(request.round_id(), sealing.private_key, receipts.private_key));
  Require(round_store.SetKeys(request.round_id(), sealing.public_key, receipts.public_key));
  Require(round_store.Move(request.round_id(), v1::ROUND_STATE_DRAFT, v1::ROUND_STATE_OPEN));
  return Required(round_store.Find(request.round_id()));
}

std::string CoreForTests::AddDevice(const std::string& name) {
  const std::string code_hash = crypto::Sha256("code of " + name);
  Require(devices.AddCode(code_hash, {kAgency, 0, "", ""}));
  DeviceRecord record;
  record.agency_code = kAgency;
  record.certificate = "certificate";
  record.device.set_device_id(crypto::Sha256(name).substr(0, 16));
  record.device.set_name(name);
  Require(devices.Enrol(code_hash, crypto::Sha256("key of " + name), record));
  return record.device.device_id();
}

std::vector<v1::Outcome> CoreForTests::Insert(const std::string& device_id,
                                              const RoundRecord& round,
                                              const std::vector<std::string>& contents) {
  BoxBatch batch{device_id, round.round_id, "S", {}};
  for (const std::string& box : contents) batch.boxes.push_back({BoxId(box), box});
  return Required(boxes.Insert({batch}).at(0));
}

void CoreForTests::InsertValid(const std::string& device_id, const RoundRecord& round, int count) {
  std::vector<std::string> contents;
  for (int i = 0; i < count; ++i) {
    const SmallAnswers answers{static_cast<size_t>(i % 6), static_cast<size_t>(i % 2)};
    contents.push_back(SealResponse(round, answers, ReceiptNumber(i + 1)));
  }
  Insert(device_id, round, contents);
}

absl::StatusOr<std::vector<v1::Totals>> CoreForTests::Close(const RoundRecord& round,
                                                            bool accept_failed) {
  v1::CloseRoundRequest request;
  request.set_round_id(round.round_id);
  request.set_accept_failed(accept_failed);
  return closer.Close(request);
}

int64_t CoreForTests::ReasonBeside(const std::string& box_id) {
  auto guard = database.Lock();
  sql::Statement query(*guard, "SELECT reason FROM box WHERE box_id = ?");
  query.BindBlob(box_id);
  return query.Step() ? query.Int(0) : -1;
}

bool FolderHolds(const std::string& folder, const std::string& bytes) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() &&
        ReadFile(entry.path().string()).find(bytes) != std::string::npos) {
      return true;
    }
  }
  return false;
}

}  // namespace sucharit::testing
