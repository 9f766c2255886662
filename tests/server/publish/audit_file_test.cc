// SPDX-License-Identifier: Apache-2.0
#include "server/publish/audit_file.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>

#include "common/crypto/sealed_box.h"
#include "server/publish/verify_bundle.h"
#include "tests/server/publish/published_round.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::google::protobuf::util::MessageDifferencer;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsOkAndHolds;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::IsRefusedFor;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class AuditFileTest : public testing::RoundToPublish {
 protected:
  absl::StatusOr<std::string> Sealed(const std::string& auditor_key) {
    v1::GetAuditBundleRequest request;
    request.set_round_id(round_.round_id);
    request.set_auditor_key(auditor_key);
    return core_.published.Audit(request);
  }

  v1::AuditBundle PublishAndOpen() {
    PublishWith(6);
    return OpenAuditFile(AuditFile(Sealed(auditor_.public_key).value()), auditor_.private_key)
        .value();
  }

  const crypto::SealingKeyPair auditor_ = crypto::GenerateSealingKeyPair();
};

TEST_F(AuditFileTest, GivesTheAuditorThePublicBundleAndTheCountsBehindIt) {
  const v1::AuditBundle audit = PublishAndOpen();

  EXPECT_TRUE(
      MessageDifferencer::Equals(audit.bundle(), core_.published.Bundle(round_.round_id).value()));
  ASSERT_EQ(audit.tallies_size(), 1);
  EXPECT_EQ(audit.tallies(0).respondents(), 6);
  EXPECT_EQ(audit.imported_size(), 3);
  EXPECT_THAT(VerifyAudit(audit)->differences, IsEmpty());
}

TEST_F(AuditFileTest, IsTheSameFileEachTime) {
  PublishWith(6);

  const std::string first = AuditFile(Sealed(auditor_.public_key).value());
  const std::string again = AuditFile(Sealed(auditor_.public_key).value());

  EXPECT_EQ(first, again);
  EXPECT_THAT(first.substr(0, first.find('\n')), HasSubstr("NOT FOR PUBLICATION"));
}

TEST_F(AuditFileTest, IsOpenedByNobodyElseAndNotOnceChanged) {
  PublishWith(6);
  const std::string file = AuditFile(Sealed(auditor_.public_key).value());
  const crypto::SealingKeyPair other = crypto::GenerateSealingKeyPair();
  const auto refused = IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_AUDITOR_KEY);
  std::string changed = file;
  changed.back() = static_cast<char>(changed.back() ^ 1);

  EXPECT_THAT(OpenAuditFile(file, other.private_key), refused);
  EXPECT_THAT(OpenAuditFile(changed, auditor_.private_key), refused);
  EXPECT_THAT(OpenAuditFile(file.substr(0, file.size() - 1), auditor_.private_key), refused);
  EXPECT_THAT(OpenAuditFile(file.substr(1), auditor_.private_key),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_BUNDLE_MALFORMED));
}

TEST_F(AuditFileTest, RefusesAKeyThatIsNone) {
  PublishWith(6);

  EXPECT_THAT(Sealed("short"),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_AUDITOR_KEY));
  EXPECT_THAT(Sealed(std::string(crypto::kSealingKeySize, '\0')),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_AUDITOR_KEY));
}

TEST_F(AuditFileTest, NoticesATallyThatGivesOtherScores) {
  v1::AuditBundle audit = PublishAndOpen();
  v1::ItemTally& item = *audit.mutable_tallies(0)->mutable_items(0);
  item.mutable_counts(0)->set_count(item.counts(0).count() + 1);
  item.mutable_counts(5)->set_count(item.counts(5).count() - 1);

  EXPECT_THAT(VerifyAudit(audit)->differences, Contains("item S1"));
}

TEST_F(AuditFileTest, RefusesTalliesThatCannotBe) {
  const v1::AuditBundle audit = PublishAndOpen();
  const auto refused_at = [](const v1::AuditBundle& changed, const std::string& place) {
    EXPECT_THAT(VerifyAudit(changed), IsRefusedFor(v1::REASON_BUNDLE_MALFORMED, place));
  };
  v1::AuditBundle twice = audit;
  *twice.add_tallies() = audit.tallies(0);
  v1::AuditBundle fewer_items = audit;
  fewer_items.mutable_tallies(0)->mutable_items()->RemoveLast();
  v1::AuditBundle too_many = audit;
  too_many.mutable_tallies(0)->mutable_items(0)->mutable_counts(0)->set_count(100);
  v1::AuditBundle negative = audit;
  negative.mutable_tallies(0)->mutable_items(0)->mutable_counts(0)->set_count(-1);
  v1::AuditBundle other_choice = audit;
  other_choice.mutable_tallies(0)->mutable_items(1)->mutable_counts(0)->set_choice("maybe");
  v1::AuditBundle unknown_group = audit;
  unknown_group.mutable_tallies(0)->add_groups()->set_segment("point");

  refused_at(twice, "tally S");
  refused_at(fewer_items, "tally S");
  refused_at(too_many, "tally S, item S1");
  refused_at(negative, "tally S, item S1");
  refused_at(other_choice, "tally S, item S2");
  refused_at(unknown_group, "tally S, groups");
}

TEST_F(AuditFileTest, NoticesAnImportedScoreThatGivesOtherScores) {
  v1::AuditBundle audit = PublishAndOpen();
  for (v1::ImportedScore& score : *audit.mutable_imported()) {
    if (score.node() == "C1") score.set_score("0");
  }

  EXPECT_THAT(VerifyAudit(audit)->differences, Contains("item C1"));
}

TEST_F(AuditFileTest, ReadsAKeyAgainThatItHasWritten) {
  EXPECT_THAT(ParseAuditorKey(FormatAuditorKey(auditor_.public_key)),
              IsOkAndHolds(auditor_.public_key));
  EXPECT_THAT(ParseAuditorKey("ssh-ed25519 AAAA"),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_AUDITOR_KEY));
  EXPECT_THAT(ParseAuditorKey(""), Not(IsOk()));
}

TEST_F(AuditFileTest, WrapsThePrivateKeyWithAPassphrase) {
  const auto wrapped = WrapAuditorKey(auditor_.private_key, "a passphrase long enough");
  ASSERT_THAT(wrapped, IsOk());

  const auto key = UnwrapAuditorKey(*wrapped, "a passphrase long enough");

  ASSERT_THAT(key, IsOk());
  EXPECT_EQ(key->view(), auditor_.private_key.view());
  EXPECT_THAT(UnwrapAuditorKey(*wrapped, "another passphrase"),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_AUDITOR_KEY));
}

}  // namespace
}  // namespace sucharit
