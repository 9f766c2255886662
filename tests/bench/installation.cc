// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/installation.h"

#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "common/crypto/sealed_box.h"
#include "common/response/sealed_content.h"
#include "tests/server/testing/core_for_tests.h"
#include "tests/server/testing/required.h"
#include "tests/testing/round_builder.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit::bench {
namespace {

using testing::Required;

constexpr int64_t kPopulation = 1'000'000;

Assessment Ita() { return Required(LoadAssessment("ita-2567")); }

}  // namespace

v1::CreateRoundRequest ItaRound(const Assessment& assessment, const std::string& round_id) {
  v1::CreateRoundRequest request;
  request.set_round_id(round_id);
  request.set_agency_code(testing::kAgency);
  request.set_definition(assessment.bytes());
  for (const std::string& questionnaire : assessment.Questionnaires()) {
    v1::Population& population = *request.add_populations();
    population.set_questionnaire(questionnaire);
    population.set_size(kPopulation);
  }
  request.set_first_day(testing::TestDay() - 7);
  request.set_last_day(testing::TestDay() + 7);
  return request;
}

size_t SealedSize(const Assessment& assessment, absl::string_view questionnaire) {
  return PaddedContentSize(*assessment.FindInstrument(questionnaire)) + crypto::kSealOverhead;
}

Installation::Installation(size_t tablets, sql::Engine engine)
    : server_(testing::LastingTokens(), engine), assessment_(Ita()) {
  server_.WithCore([&](testing::CoreForTests& core) {
    round_ = core.OpenRound(ItaRound(assessment_, testing::RoundId('a')));
  });
  target_.authority_pem = server_.authority_pem();
  target_.address = server_.address();
  for (size_t i = 0; i < tablets; ++i) {
    const testing::BareTablet tablet = server_.EnrolBareTablet(absl::StrCat("Counter ", i + 1));
    target_.tablets.push_back({tablet.private_key_pem, tablet.certificate_pem});
  }
  server_.Stop();
}

std::unique_ptr<Process> Installation::StartServer() const {
  auto server = std::make_unique<Process>(
      std::vector<std::string>{SUCHARITD, "--config", Folder("sucharitd.textproto"), "--listen",
                               target_.address},
      Folder("sucharitd.log"));
  Connect(target_, 0);
  return server;
}

std::unique_ptr<Process> Installation::StartEcho(Target& target) const {
  const std::string address_file = Folder("echo-address");
  auto echo = std::make_unique<Process>(
      std::vector<std::string>{ECHO_SERVER, Folder("keys"), address_file}, Folder("echo.log"));
  target.address = AwaitAddress(address_file);
  return echo;
}

v1::PushResponsesRequest Installation::Frame() const {
  v1::PushResponsesRequest frame;
  frame.set_round_id(round_.round_id);
  frame.set_questionnaire(kQuestionnaire);
  frame.set_key_id(crypto::KeyId(round_.sealing_key));
  frame.set_counting_digest(assessment_.counting_id());
  return frame;
}

}  // namespace sucharit::bench
