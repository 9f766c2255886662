// SPDX-License-Identifier: Apache-2.0
//
// An installation with an open round of ITA 2567 and enrolled tablets, and the real sucharitd on
// it.
#pragma once

#include <memory>
#include <string>

#include "common/assessment/assessment.h"
#include "server/store/round_store.h"
#include "tests/bench/load.h"
#include "tests/bench/measure.h"
#include "tests/server/testing/server_for_tests.h"

namespace sucharit::bench {

// A round of ITA 2567 for `agency`, whose questionnaire in the benchmarks is the EIT.
v1::CreateRoundRequest ItaRound(const Assessment& assessment, const std::string& round_id);
inline constexpr char kQuestionnaire[] = "EIT";

// What an answered EIT weighs once it is padded and sealed.
size_t SealedSize(const Assessment& assessment, absl::string_view questionnaire);

// In a temporary folder, gone with the object.
class Installation {
 public:
  // With so many enrolled tablets.
  explicit Installation(size_t tablets, sql::Engine engine = sql::Engine::kSqlite);

  // Starts sucharitd and waits until it answers.
  std::unique_ptr<Process> StartServer() const;

  // Starts an echo at an address of its own, with the same keys.
  std::unique_ptr<Process> StartEcho(Target& target) const;

  std::string Folder(const std::string& name) const { return server_.folder.File(name); }
  const Target& target() const { return target_; }
  const RoundRecord& round() const { return round_; }
  const Assessment& assessment() const { return assessment_; }

  // A batch without boxes.
  v1::PushResponsesRequest Frame() const;

 private:
  testing::ServerForTests server_;
  const Assessment assessment_;
  RoundRecord round_;
  Target target_;
};

}  // namespace sucharit::bench
