// SPDX-License-Identifier: Apache-2.0
#include "common/assessment/assessment.h"
#include "tests/testing/small_definition.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit {
namespace {

using ::testing::Contains;
using testing::IsOk;
using testing::IsRefused;
using testing::IsRefusedFor;

class LoadAssessmentTest : public ::testing::Test {
 protected:
  testing::TemporaryFolder folder_;
};

TEST_F(LoadAssessmentTest, FindsEachBuiltInDefinitionByName) {
  EXPECT_THAT(BuiltInDefinitions(), Contains("ita-2567"));
  for (const std::string& name : BuiltInDefinitions()) {
    const auto assessment = LoadAssessment(name);

    ASSERT_THAT(assessment, IsOk()) << name;
    EXPECT_EQ(assessment->id(), name);
  }
}

TEST_F(LoadAssessmentTest, ReadsAFile) {
  const std::string text = testing::SmallDefinition().DebugString();

  const auto assessment = LoadAssessment(folder_.Write("mine.textproto", text));

  ASSERT_THAT(assessment, IsOk());
  EXPECT_EQ(assessment->id(), "small");
}

TEST_F(LoadAssessmentTest, NamesTheFileBeforeThePlace) {
  const std::string path = folder_.Write("mine.textproto", "id: \"small\"\n}");

  EXPECT_THAT(LoadAssessment(path),
              IsRefusedFor(v1::REASON_DEFINITION_MALFORMED, path + ": line 2, column 1"));
}

TEST_F(LoadAssessmentTest, RefusesANameThatIsNeitherBuiltInNorAFile) {
  for (const std::string& name : {std::string("ita-2599"), std::string(),
                                  folder_.File("missing.textproto"), folder_.path()}) {
    EXPECT_THAT(LoadAssessment(name),
                IsRefused(absl::StatusCode::kNotFound, v1::REASON_DEFINITION_UNKNOWN))
        << name;
  }
}

TEST_F(LoadAssessmentTest, RefusesAHugeFile) {
  const std::string path = folder_.Write("huge.textproto", std::string(5 * 1024 * 1024, '#'));

  EXPECT_THAT(LoadAssessment(path),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_DEFINITION_TOO_LARGE));
}

}  // namespace
}  // namespace sucharit
