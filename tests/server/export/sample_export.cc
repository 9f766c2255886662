// SPDX-License-Identifier: Apache-2.0
//
// Writes exports of test-made rounds, for other programs to read.
//   sample_export FOLDER [th|en]     FOLDER/agency and FOLDER/survey
#include <iostream>
#include <string>

#include "server/export/round_export.h"
#include "tests/server/export/bundles_for_tests.h"

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: sample_export FOLDER [th|en]\n";
    return 2;
  }
  sucharit::RoundExport what;
  if (argc > 2) what.language = *sucharit::ParseLanguage(argv[2]);
  const std::string folder = argv[1];
  const auto agency =
      sucharit::ExportRound(sucharit::testing::AgencyBundle(), what, folder + "/agency");
  what.rows["Q"] = sucharit::testing::SourceOf(sucharit::testing::SurveyRows());
  const auto survey =
      sucharit::ExportRound(sucharit::testing::SurveyBundle(), what, folder + "/survey");
  for (const absl::Status& status : {agency.status(), survey.status()}) {
    if (status.ok()) continue;
    std::cerr << status << "\n";
    return 1;
  }
  return 0;
}
