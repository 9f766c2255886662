// SPDX-License-Identifier: Apache-2.0
#include "server/doctor/examine_installation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <string>

#include "common/crypto/certificate.h"
#include "common/files/files.h"
#include "server/operations/config.h"
#include "server/operations/initialize.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::TemporaryFolder;
using ::testing::HasSubstr;

class ExamineInstallationTest : public ::testing::Test {
 protected:
  ExamineInstallationTest() {
    installation_.config.set_data_folder(folder_.File("data"));
    installation_.config.set_key_folder(folder_.File("keys"));
    installation_.config.set_listen_address("127.0.0.1:0");
    installation_.config_path = folder_.File("sucharitd.textproto");
    installation_.profile_path = folder_.File("profile");
    installation_.operator_password = "a password for tests";
    installation_.password_cost = crypto::PasswordCost::kLeast;
    EXPECT_THAT(Initialize(installation_, clock_), IsOk());
  }

  // The finding of that id now, or `later` than now.
  Diagnosis Find(const std::string& id, absl::Duration later = absl::ZeroDuration()) const {
    for (const Diagnosis& finding :
         ExamineInstallation(installation_.config_path, clock_.Now() + later)) {
      if (finding.id == id) return finding;
    }
    ADD_FAILURE() << "no finding " << id;
    return {"", Condition::kUnknown, kNothingToDo, "", kNothingToDo};
  }

  void SetBackups(const std::string& backup_folder) {
    installation_.config.set_backup_key(std::string(64, 'a'));
    installation_.config.set_backup_folder(backup_folder);
    EXPECT_THAT(WriteFileAtomically(installation_.config_path, installation_.config.DebugString()),
                IsOk());
  }

  void SetOwnCertificate(absl::Duration lifetime) {
    const auto authority = crypto::MakeAuthority("Other", clock_.Now(), absl::Hours(24 * 365));
    const auto own = crypto::IssueServerIdentity(*authority, {"a"}, clock_.Now(), lifetime);
    EXPECT_THAT(WriteFileAtomically(folder_.File("own.key"), own->private_key_pem, 0600), IsOk());
    installation_.config.set_certificate_file(folder_.Write("own.pem", own->certificate_pem));
    installation_.config.set_certificate_key_file(folder_.File("own.key"));
    installation_.config.set_certificate_authority_file(
        folder_.Write("authority.pem", authority->certificate_pem));
    EXPECT_THAT(WriteFileAtomically(installation_.config_path, installation_.config.DebugString()),
                IsOk());
  }

  TemporaryFolder folder_;
  const SystemClock clock_;
  Installation installation_;
};

TEST_F(ExamineInstallationTest, FindsNothingWrongWithANewInstallation) {
  const Diagnoses findings = ExamineInstallation(installation_.config_path, clock_.Now());

  EXPECT_NE(WorstOf(findings), Condition::kWrong);
  EXPECT_EQ(Find("configuration").condition, Condition::kWell);
  EXPECT_EQ(Find("data-folder").condition, Condition::kWell);
  EXPECT_EQ(Find("key-folder").condition, Condition::kWell);
  EXPECT_EQ(Find("certificate").condition, Condition::kWell);
}

TEST_F(ExamineInstallationTest, NamesTheLineOfAFaultInTheConfiguration) {
  ASSERT_THAT(WriteFileAtomically(installation_.config_path, "data_folder: \"x\"\nnonsense: 1\n"),
              IsOk());

  const Diagnosis finding = Find("configuration");

  EXPECT_EQ(finding.condition, Condition::kWrong);
  EXPECT_THAT(finding.subject, HasSubstr("line 2"));
}

TEST_F(ExamineInstallationTest, SaysThatAFolderIsMissing) {
  std::filesystem::remove_all(folder_.File("keys"));

  EXPECT_EQ(Find("key-folder").condition, Condition::kWrong);
  EXPECT_EQ(Find("certificate").condition, Condition::kUnknown);
}

TEST_F(ExamineInstallationTest, SaysThatOthersCanOpenAFolder) {
  ASSERT_EQ(chmod(folder_.File("keys").c_str(), 0755), 0);

  const Diagnosis finding = Find("key-folder");

  EXPECT_EQ(finding.condition, Condition::kWrong);
  EXPECT_EQ(finding.subject, folder_.File("keys"));
}

TEST_F(ExamineInstallationTest, WarnsAMonthBeforeTheCertificateEnds) {
  constexpr absl::Duration kTenYears = absl::Hours(24 * 365 * 10);

  const Diagnosis before = Find("certificate", kTenYears - absl::Hours(24 * 31));
  const Diagnosis soon = Find("certificate", kTenYears - absl::Hours(24 * 29));
  const Diagnosis over = Find("certificate", kTenYears + absl::Hours(24));

  EXPECT_EQ(before.condition, Condition::kWell);
  EXPECT_EQ(soon.condition, Condition::kAttention);
  EXPECT_EQ(over.condition, Condition::kWrong);
}

TEST_F(ExamineInstallationTest, LooksAtTheOperatorsOwnCertificateIfThereIsOne) {
  SetOwnCertificate(absl::Hours(24 * 40));

  const Diagnosis now = Find("certificate");
  const Diagnosis soon = Find("certificate", absl::Hours(24 * 11));
  const Diagnosis over = Find("certificate", absl::Hours(24 * 41));

  EXPECT_EQ(now.condition, Condition::kWell);
  EXPECT_EQ(soon.condition, Condition::kAttention);
  EXPECT_EQ(over.condition, Condition::kWrong);
  EXPECT_THAT(over.subject, HasSubstr("it has ended"));
}

TEST_F(ExamineInstallationTest, SaysThatTheServerCouldNotStartWithTheOwnCertificate) {
  SetOwnCertificate(absl::Hours(24 * 40));
  ASSERT_EQ(chmod(folder_.File("own.key").c_str(), 0604), 0);

  const Diagnosis finding = Find("certificate");

  EXPECT_EQ(finding.condition, Condition::kWrong);
  EXPECT_THAT(finding.subject, HasSubstr(folder_.File("own.key")));
}

TEST_F(ExamineInstallationTest, FindsAClockFarBehind) {
  EXPECT_EQ(Find("certificate", -absl::Hours(24 * 365 * 3)).condition, Condition::kWrong);
}

TEST_F(ExamineInstallationTest, SaysThatNoBackupsAreConfigured) {
  EXPECT_EQ(Find("backup").condition, Condition::kAttention);
}

TEST_F(ExamineInstallationTest, WantsABackupOfTheLastTwoDays) {
  const std::string backups = folder_.File("backups");
  SetBackups(backups);

  const Diagnosis none = Find("backup");
  ASSERT_TRUE(std::filesystem::create_directory(backups));
  ASSERT_THAT(WriteFileAtomically(backups + "/one", "x"), IsOk());
  const Diagnosis fresh = Find("backup");
  const Diagnosis old = Find("backup", absl::Hours(49));

  EXPECT_EQ(none.condition, Condition::kAttention);
  EXPECT_EQ(fresh.condition, Condition::kWell);
  EXPECT_EQ(old.condition, Condition::kAttention);
}

}  // namespace
}  // namespace sucharit
