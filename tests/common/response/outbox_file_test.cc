// SPDX-License-Identifier: Apache-2.0
#include "common/response/outbox_file.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "common/response/sealed_content.h"
#include "common/status/reason.h"
#include "gmock/gmock.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kMagic[] = "sucharit outbox 1\n";

v1::PushResponsesRequest Batch(absl::string_view questionnaire,
                               const std::vector<std::string>& boxes) {
  v1::PushResponsesRequest batch;
  batch.set_round_id(std::string(kRoundIdSize, 'r'));
  batch.set_questionnaire(std::string(questionnaire));
  batch.set_key_id("12345678");
  batch.set_counting_digest(std::string(16, 'd'));
  for (const std::string& box : boxes) batch.add_boxes(box);
  return batch;
}

std::string Ended(const std::string& file) { return file + crypto::Sha256(file); }

std::string Framed(const std::string& batch) {
  std::string length(4, '\0');
  length[2] = static_cast<char>(batch.size() >> 8);
  length[3] = static_cast<char>(batch.size());
  return absl::StrCat(kMagic, std::string(1, '\0'), length, batch);
}

v1::Reason ReasonFor(absl::string_view file) { return ReasonOf(ParseOutboxFile(file).status()); }

TEST(OutboxFileTest, GivesBackTheBatchesThatWereWritten) {
  const std::string file =
      FormatOutboxFile({Batch("IIT", {"one", "two"}), Batch("EIT", {"three"})});

  const auto batches = ParseOutboxFile(file);

  ASSERT_THAT(batches, IsOk());
  ASSERT_THAT(*batches, SizeIs(2));
  EXPECT_EQ((*batches)[0].questionnaire(), "IIT");
  EXPECT_THAT((*batches)[0].boxes(), ElementsAre("one", "two"));
  EXPECT_EQ((*batches)[1].key_id(), "12345678");
  EXPECT_EQ((*batches)[1].counting_digest(), std::string(16, 'd'));
}

TEST(OutboxFileTest, GivesBackTheKeysOfReceipts) {
  const ReceiptKeys keys = {{std::string(kRoundIdSize, 'r'), std::string(32, 'k')},
                            {std::string(kRoundIdSize, 's'), std::string(32, 'l')}};

  const auto file = ReadOutboxFile(FormatOutboxFile({Batch("IIT", {"one"})}, keys));

  ASSERT_THAT(file, IsOk());
  EXPECT_EQ(file->receipt_keys, keys);
  EXPECT_THAT(file->batches, SizeIs(1));
}

TEST(OutboxFileTest, RefusesKeysThatAreCutOrInDisorder) {
  const std::string key = std::string(kRoundIdSize, 'r') + std::string(32, 'k');

  EXPECT_EQ(ReasonFor(Ended(kMagic)), v1::REASON_OUTBOX_FILE_MALFORMED);
  EXPECT_EQ(ReasonFor(Ended(absl::StrCat(kMagic, "\x02", key))), v1::REASON_OUTBOX_FILE_MALFORMED);
  EXPECT_EQ(ReasonFor(Ended(absl::StrCat(kMagic, "\x02", key, key))),
            v1::REASON_OUTBOX_FILE_MALFORMED);
}

TEST(OutboxFileTest, AnEmptyOutboxIsAFileWithoutBatches) {
  const auto batches = ParseOutboxFile(FormatOutboxFile({}));

  ASSERT_THAT(batches, IsOk());
  EXPECT_THAT(*batches, IsEmpty());
}

TEST(OutboxFileTest, RefusesAFileInWhichAnyByteWasChanged) {
  const std::string file = FormatOutboxFile({Batch("IIT", {"one", "two"})});

  for (size_t at = 0; at < file.size(); ++at) {
    std::string changed = file;
    changed[at] = static_cast<char>(changed[at] ^ 1);

    EXPECT_EQ(ReasonFor(changed), v1::REASON_OUTBOX_FILE_MALFORMED) << at;
  }
}

TEST(OutboxFileTest, RefusesAFileThatWasCutAnywhereOrHasMoreBehindIt) {
  const std::string file = FormatOutboxFile({Batch("IIT", {"one"}), Batch("EIT", {"two"})});

  for (size_t size = 0; size < file.size(); ++size) {
    EXPECT_EQ(ReasonFor(absl::string_view(file).substr(0, size)), v1::REASON_OUTBOX_FILE_MALFORMED)
        << size;
  }
  EXPECT_EQ(ReasonFor(file + "\n"), v1::REASON_OUTBOX_FILE_MALFORMED);
}

TEST(OutboxFileTest, RefusesWhatNoTabletWritesThoughTheDigestIsRight) {
  v1::PushResponsesRequest no_round = Batch("IIT", {"one"});
  no_round.clear_round_id();
  const std::string large(kMaximumBoxSize + 1, 'x');
  const std::vector<std::string> many(kMaximumBatchBoxes + 1, "x");

  for (const auto& batch : {Batch("IIT", {}), Batch("IIT", {""}), Batch("IIT", {large}),
                            Batch("IIT", many), no_round}) {
    EXPECT_EQ(ReasonFor(FormatOutboxFile({batch})), v1::REASON_OUTBOX_FILE_MALFORMED);
  }
}

TEST(OutboxFileTest, RefusesABatchThatIsntOneOrIsLongerThanTheFile) {
  const std::string batch = Batch("IIT", {"one"}).SerializeAsString();
  std::string too_long = Framed(batch);
  too_long[sizeof kMagic] = '\x7F';

  EXPECT_THAT(ParseOutboxFile(Ended(Framed(batch))), IsOk());
  EXPECT_EQ(ReasonFor(Ended(Framed("\xFF\xFF\xFF"))), v1::REASON_OUTBOX_FILE_MALFORMED);
  EXPECT_EQ(ReasonFor(Ended(Framed(batch) + "abc")), v1::REASON_OUTBOX_FILE_MALFORMED);
  EXPECT_EQ(ReasonFor(Ended(too_long)), v1::REASON_OUTBOX_FILE_MALFORMED);
}

TEST(OutboxFileTest, RefusesAFileOfAnotherFormat) {
  EXPECT_EQ(ReasonFor(Ended("sucharit outbox 2\n")), v1::REASON_OUTBOX_FILE_MALFORMED);
  EXPECT_EQ(ReasonFor(""), v1::REASON_OUTBOX_FILE_MALFORMED);
}

}  // namespace
}  // namespace sucharit
