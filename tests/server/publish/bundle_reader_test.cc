// SPDX-License-Identifier: Apache-2.0
#include "server/publish/bundle_reader.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>

#include "server/export/message_json.h"
#include "server/publish/bundle.h"
#include "tests/testing/small_definition.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit {
namespace {

using ::google::protobuf::util::MessageDifferencer;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::IsRefusedFor;
using ::testing::StartsWith;

const auto kMalformed = IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_BUNDLE_MALFORMED);

v1::Bundle SmallBundle() {
  v1::Bundle bundle;
  bundle.set_format(kBundleFormat);
  *bundle.mutable_definition() = testing::SmallDefinition();
  bundle.add_totals()->set_received(31);
  return bundle;
}

TEST(BundleReaderTest, ReadsWhatWasWritten) {
  const v1::Bundle bundle = SmallBundle();

  const auto read = ParseBundle(MessageToJson(bundle));

  ASSERT_THAT(read, IsOk());
  EXPECT_TRUE(MessageDifferencer::Equals(*read, bundle));
  EXPECT_EQ(MessageToJson(*read), MessageToJson(bundle));
}

TEST(BundleReaderTest, RefusesWhatIsNoBundle) {
  EXPECT_THAT(ParseBundle(""), kMalformed);
  EXPECT_THAT(ParseBundle("{}"), kMalformed);
  EXPECT_THAT(ParseBundle("[]"), kMalformed);
  EXPECT_THAT(ParseBundle("PK\x03\x04"), kMalformed);
  EXPECT_THAT(ParseBundle(R"({"format": "sucharit-bundle-2"})"), kMalformed);
  EXPECT_THAT(ParseBundle(R"({"format": "sucharit-bundle-1", "respondent": "Somchai"})"),
              kMalformed);
  EXPECT_THAT(ParseBundle(R"({"format": "sucharit-bundle-1", "totals": [{"counted": "many"}]})"),
              kMalformed);
}

TEST(BundleReaderTest, RefusesEachTruncation) {
  const std::string json = MessageToJson(SmallBundle());
  for (size_t size = 0; size + 2 < json.size(); size += 97) {
    EXPECT_THAT(ParseBundle(json.substr(0, size)), kMalformed) << size;
  }
}

TEST(BundleReaderTest, RefusesWhatIsTooDeepBeforeItIsParsed) {
  const std::string deep = std::string(1'000'000, '[');
  const std::string brackets_in_a_text =
      R"({"format": "sucharit-bundle-1", "round": ")" + std::string(1000, '[') + R"(\""})";

  EXPECT_THAT(ParseBundle(deep), kMalformed);
  EXPECT_THAT(ParseBundle(brackets_in_a_text), IsOk());
}

TEST(BundleReaderTest, RefusesWhatIsTooLarge) {
  EXPECT_THAT(ParseBundle(std::string(kLargestBundle + 1, ' ')), kMalformed);
}

TEST(BundleReaderTest, NamesTheFile) {
  const testing::TemporaryFolder folder;
  const std::string path = folder.Write("bundle.json", "{");

  EXPECT_THAT(ReadBundle(path), IsRefusedFor(v1::REASON_BUNDLE_MALFORMED, StartsWith(path)));
  EXPECT_THAT(ReadBundle(folder.File("none")),
              IsRefusedFor(v1::REASON_FILE_UNREADABLE, folder.File("none")));
}

}  // namespace
}  // namespace sucharit
