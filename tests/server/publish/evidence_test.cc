// SPDX-License-Identifier: Apache-2.0
#include "server/publish/evidence.h"

#include <gmock/gmock.h>

#include <string>

#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefusedFor;

absl::Status Check(const std::string& evidence, const std::string& note = "") {
  v1::ImportedScore score;
  score.set_part("OIT");
  score.set_node("O19");
  score.set_evidence(evidence);
  score.set_note(note);
  return CheckEvidence({v1::ImportedScore(), score});
}

TEST(EvidenceTest, TakesWebAddressesAndNothing) {
  EXPECT_THAT(Check(""), IsOk());
  EXPECT_THAT(Check("https://www.bangtaboon.go.th/news.php?id=7&x=1#top"), IsOk());
  EXPECT_THAT(Check("http://เทศบาล.ไทย/รายงาน"), IsOk());
  EXPECT_THAT(Check("https://" + std::string(1992, 'a')), IsOk());
}

TEST(EvidenceTest, RefusesWhatIsNoWebAddress) {
  const std::string bad[] = {"www.bangtaboon.go.th",
                             "ftp://bangtaboon.go.th",
                             "javascript:alert(1)",
                             "HTTPS:bangtaboon.go.th",
                             "https://",
                             "https:///etc/passwd",
                             "https://a.example/<script>",
                             "https://a.example/\"onclick=",
                             "https://a.example/x y",
                             "https://a.example/x\ny",
                             "https://" + std::string(1993, 'a')};
  for (const std::string& evidence : bad) {
    EXPECT_THAT(Check(evidence), IsRefusedFor(v1::REASON_EVIDENCE, "OIT O19")) << evidence;
  }
}

TEST(EvidenceTest, TakesNotesOfSeveralLinesUpToALimit) {
  EXPECT_THAT(Check("", "ขาดองค์ประกอบข้อ 2\nและข้อ 3"), IsOk());
  EXPECT_THAT(Check("", std::string(4000, 'a')), IsOk());
  EXPECT_THAT(Check("", std::string(4001, 'a')), IsRefusedFor(v1::REASON_EVIDENCE, "OIT O19"));
  EXPECT_THAT(Check("", "a\x1b[31m"), IsRefusedFor(v1::REASON_EVIDENCE, "OIT O19"));
}

}  // namespace
}  // namespace sucharit
