// SPDX-License-Identifier: Apache-2.0
#include "server/audit/audit_chain.h"

#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/crypto/signature.h"
#include "tests/server/testing/required.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::google::protobuf::FieldDescriptor;
using ::google::protobuf::Message;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::IsRefusedFor;
using ::sucharit::testing::Required;

constexpr int kLines = 12;
constexpr int64_t kNow = 1709269200;

const auto kBroken = IsRefused(absl::StatusCode::kDataLoss, v1::REASON_AUDIT_LOG_BROKEN);

class AuditChainTest : public ::testing::Test {
 protected:
  AuditChainTest() {
    for (int i = 1; i <= kLines; ++i) AddLine(i);
  }

  void AddLine(int number) {
    v1::AuditLine line;
    line.set_sequence(number);
    line.set_unix_second(kNow + number);
    line.set_user_name(absl::StrCat("user", number % 3));
    line.set_roles("administrator:bang-tabun");
    line.set_verb("OpenRound");
    line.set_subject_kind("round");
    line.set_subject(absl::StrCat("0123456789abcdef", number));
    line.set_agency_code("bang-tabun");
    line.set_outcome("OK");
    line.set_previous_hash(lines_.empty() ? HashBeforeTheFirstLine() : lines_.back().hash());
    line.set_hash(HashOfLine(line));
    lines_.push_back(line);
  }

  v1::AuditHead HeadAt(const std::vector<v1::AuditLine>& lines) const {
    return Required(SignHead(static_cast<int64_t>(lines.size()),
                             lines.empty() ? HashBeforeTheFirstLine() : lines.back().hash(), kNow,
                             key_.private_key));
  }

  static absl::Status Check(const std::vector<v1::AuditLine>& lines, const v1::AuditHead& head,
                            const std::optional<v1::AuditHead>& saved = std::nullopt) {
    ChainCheck check(saved);
    for (const v1::AuditLine& line : lines) {
      const absl::Status status = check.Add(line);
      if (!status.ok()) return status;
    }
    return check.Finish(head);
  }

  // Makes the chain whole again from a line on, as somebody could who has the database.
  static void Rehash(std::vector<v1::AuditLine>& lines) {
    std::string previous = HashBeforeTheFirstLine();
    int64_t sequence = 0;
    for (v1::AuditLine& line : lines) {
      line.set_sequence(++sequence);
      line.set_previous_hash(previous);
      line.set_hash(HashOfLine(line));
      previous = line.hash();
    }
  }

  const crypto::SigningKeyPair key_ = crypto::GenerateSigningKeyPair();
  std::vector<v1::AuditLine> lines_;
};

// Makes a field another than it was.
void Change(Message& message, const FieldDescriptor& field) {
  const auto* reflection = message.GetReflection();
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_INT64) {
    reflection->SetInt64(&message, &field, reflection->GetInt64(message, &field) + 1);
  } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
    std::string text = reflection->GetString(message, &field);
    text.back() = static_cast<char>(text.back() ^ 1);
    reflection->SetString(&message, &field, text);
  }
}

TEST_F(AuditChainTest, HoldsWhenNothingWasTouched) {
  EXPECT_THAT(Check(lines_, HeadAt(lines_)), IsOk());
  EXPECT_THAT(Check({}, HeadAt({})), IsOk());
  EXPECT_THAT(Check(lines_, HeadAt(lines_), HeadAt({})), IsOk());
}

TEST_F(AuditChainTest, ShowsAChangeToAnyFieldOfAnyLine) {
  const auto* fields = v1::AuditLine::descriptor();
  for (size_t line = 0; line < lines_.size(); ++line) {
    for (int i = 0; i < fields->field_count(); ++i) {
      if (fields->field(i)->name() == "withheld") continue;
      std::vector<v1::AuditLine> changed = lines_;
      Change(changed[line], *fields->field(i));

      EXPECT_THAT(Check(changed, HeadAt(lines_)), kBroken) << line << fields->field(i)->name();
    }
  }
}

TEST_F(AuditChainTest, ShowsALineWhoseContentWasTakenAway) {
  for (size_t line = 0; line < lines_.size(); ++line) {
    std::vector<v1::AuditLine> changed = lines_;
    changed[line].clear_subject();

    EXPECT_THAT(Check(changed, HeadAt(lines_)),
                IsRefusedFor(v1::REASON_AUDIT_LOG_BROKEN, absl::StrCat("line ", line + 1)));
  }
}

TEST_F(AuditChainTest, ShowsThatAnyLineWasRemovedOrPutElsewhereOrTwice) {
  for (size_t line = 0; line < lines_.size(); ++line) {
    std::vector<v1::AuditLine> removed = lines_;
    removed.erase(removed.begin() + static_cast<std::ptrdiff_t>(line));
    std::vector<v1::AuditLine> twice = lines_;
    twice.insert(twice.begin() + static_cast<std::ptrdiff_t>(line), lines_[line]);

    EXPECT_THAT(Check(removed, HeadAt(lines_)), kBroken) << line;
    EXPECT_THAT(Check(twice, HeadAt(lines_)), kBroken) << line;
    for (size_t other = 0; other < line; ++other) {
      std::vector<v1::AuditLine> swapped = lines_;
      std::swap(swapped[line], swapped[other]);
      EXPECT_THAT(Check(swapped, HeadAt(lines_)), kBroken) << line << other;
    }
  }
}

TEST_F(AuditChainTest, ShowsAChangeAfterWhichAllWasHashedAgainByASavedHead) {
  const v1::AuditHead saved = HeadAt(lines_);
  const auto* fields = v1::AuditLine::descriptor();
  for (size_t line = 0; line < lines_.size(); ++line) {
    for (const auto* name : {"unix_second", "user_name", "roles", "verb", "subject_kind", "subject",
                             "agency_code", "outcome"}) {
      std::vector<v1::AuditLine> changed = lines_;
      Change(changed[line], *fields->FindFieldByName(name));
      Rehash(changed);

      EXPECT_THAT(Check(changed, HeadAt(changed), saved), kBroken) << line << name;
    }
    std::vector<v1::AuditLine> removed = lines_;
    removed.erase(removed.begin() + static_cast<std::ptrdiff_t>(line));
    Rehash(removed);
    EXPECT_THAT(Check(removed, HeadAt(removed), saved), kBroken) << line;
  }
}

TEST_F(AuditChainTest, ShowsATailThatWasCutOffByASavedHead) {
  const v1::AuditHead saved = HeadAt(lines_);
  for (size_t kept = 0; kept < lines_.size(); ++kept) {
    const std::vector<v1::AuditLine> cut(lines_.begin(),
                                         lines_.begin() + static_cast<std::ptrdiff_t>(kept));

    EXPECT_THAT(Check(cut, saved), kBroken) << "against the head of now: " << kept;
    EXPECT_THAT(Check(cut, HeadAt(cut), saved),
                IsRefusedFor(v1::REASON_AUDIT_LOG_BROKEN, absl::StrCat("line ", kept + 1)));
  }
}

TEST_F(AuditChainTest, GoesOnFromASavedHead) {
  const v1::AuditHead saved = HeadAt(lines_);
  AddLine(kLines + 1);

  EXPECT_THAT(Check(lines_, HeadAt(lines_), saved), IsOk());
}

TEST_F(AuditChainTest, NeedsHeadsOfOneKeyWithNothingInThemChanged) {
  const v1::AuditHead head = HeadAt(lines_);
  const auto* fields = v1::AuditHead::descriptor();
  for (int i = 0; i < fields->field_count(); ++i) {
    v1::AuditHead changed = head;
    Change(changed, *fields->field(i));

    EXPECT_THAT(Check(lines_, changed), kBroken) << fields->field(i)->name();
    EXPECT_THAT(Check(lines_, head, changed), kBroken) << fields->field(i)->name();
  }
  const crypto::SigningKeyPair other = crypto::GenerateSigningKeyPair();
  const auto forged = Required(SignHead(kLines, lines_.back().hash(), kNow, other.private_key));
  EXPECT_THAT(Check(lines_, forged), IsOk()) << "nobody knows the key yet";
  EXPECT_THAT(Check(lines_, forged, head), kBroken);
}

TEST_F(AuditChainTest, ChecksThePlaceOfALineThatMayNotBeRead) {
  v1::AuditLine place;
  place.set_sequence(lines_[3].sequence());
  place.set_previous_hash(lines_[3].previous_hash());
  place.set_hash(lines_[3].hash());
  place.set_withheld(true);
  lines_[3] = place;
  ChainCheck check(std::nullopt);

  for (const v1::AuditLine& line : lines_) ASSERT_THAT(check.Add(line), IsOk());

  EXPECT_THAT(check.Finish(HeadAt(lines_)), IsOk());
  EXPECT_EQ(check.withheld(), 1);
  EXPECT_EQ(check.lines(), kLines);
  lines_[3].set_hash(lines_[4].hash());
  EXPECT_THAT(Check(lines_, HeadAt(lines_)), kBroken);
}

}  // namespace
}  // namespace sucharit
