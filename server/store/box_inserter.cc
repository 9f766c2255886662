// SPDX-License-Identifier: Apache-2.0
#include "server/store/box_inserter.h"

#include <cstdint>
#include <map>
#include <string>

#include "common/crypto/sealed_box.h"
#include "common/response/sealed_content.h"
#include "common/status/status_macros.h"
#include "server/sql/statement.h"

namespace sucharit {
namespace {

v1::Outcome Kept(bool late) { return late ? v1::OUTCOME_TOO_LATE : v1::OUTCOME_STORED; }

// One after the other.
class EachInserter : public BoxInserter {
 public:
  explicit EachInserter(sql::Database& database)
      : database_(database),
        find_(database,
              "SELECT late FROM box WHERE round_id = ? AND questionnaire = ? AND box_id = ?"),
        insert_(database,
                "INSERT INTO box(round_id, questionnaire, box_id, late, reason, box) "
                "VALUES(?, ?, ?, ?, 0, ?) ON CONFLICT DO NOTHING") {}

  absl::Status Insert(const BoxBatch& batch, bool late,
                      std::vector<v1::Outcome>& outcomes) override {
    for (const StoredBox& box : batch.boxes) {
      if (!IsOfPossibleSize(box)) {
        outcomes.push_back(v1::OUTCOME_REFUSED);
        continue;
      }
      ASSIGN_OR_RETURN(outcomes.emplace_back(), InsertOne(batch, box, late));
    }
    return absl::OkStatus();
  }

 private:
  absl::StatusOr<v1::Outcome> InsertOne(const BoxBatch& batch, const StoredBox& box, bool late) {
    RETURN_IF_ERROR(insert_.BindBlob(batch.round_id)
                        .BindText(batch.questionnaire)
                        .BindBlob(box.box_id)
                        .Bind(late ? 1 : 0)
                        .BindBlob(box.box)
                        .Run());
    if (database_.Changes() == 1) return Kept(late);
    return KeptAs(batch, box);
  }

  // What a box that is there already is kept as.
  absl::StatusOr<v1::Outcome> KeptAs(const BoxBatch& batch, const StoredBox& box) {
    find_.Reset();
    find_.BindBlob(batch.round_id).BindText(batch.questionnaire).BindBlob(box.box_id);
    const bool found = find_.Step();
    RETURN_IF_ERROR(find_.status());
    if (!found) return absl::InternalError("a box was neither new nor there");
    return Kept(find_.Int(0) != 0);
  }

  sql::Database& database_;
  sql::Statement find_;
  sql::Statement insert_;
};

// All with one statement: each costs a journey to PostgreSQL. In the order of their ids, so that
// two servers that are sent the same boxes don't wait for each other.
class TogetherInserter : public BoxInserter {
 public:
  explicit TogetherInserter(sql::Database& database)
      : database_(database),
        insert_(database,
                "INSERT INTO box(round_id, questionnaire, box_id, late, reason, box) "
                "SELECT ?, ?, given.id, ?, 0, given.bytes FROM unnest(?, ?) AS given(id, bytes) "
                "ON CONFLICT DO NOTHING"),
        find_(database,
              "SELECT box_id, late FROM box WHERE round_id = ? AND questionnaire = ? "
              "AND box_id = ANY(?)") {}

  absl::Status Insert(const BoxBatch& batch, bool late,
                      std::vector<v1::Outcome>& outcomes) override {
    std::map<absl::string_view, absl::string_view> boxes;
    for (const StoredBox& box : batch.boxes) {
      if (IsOfPossibleSize(box)) boxes.emplace(box.box_id, box.box);
    }
    std::vector<absl::string_view> ids;
    std::vector<absl::string_view> contents;
    for (const auto& [id, content] : boxes) {
      ids.push_back(id);
      contents.push_back(content);
    }
    RETURN_IF_ERROR(insert_.BindBlob(batch.round_id)
                        .BindText(batch.questionnaire)
                        .Bind(late ? 1 : 0)
                        .BindBlobs(ids)
                        .BindBlobs(contents)
                        .Run());
    LateById kept;
    if (database_.Changes() == static_cast<int64_t>(ids.size())) {
      for (const absl::string_view id : ids) kept.emplace(id, late);
    } else {
      ASSIGN_OR_RETURN(kept, KeptAs(batch, ids));
    }
    return AddOutcomes(batch, kept, outcomes);
  }

 private:
  using LateById = std::map<std::string, bool>;

  absl::StatusOr<LateById> KeptAs(const BoxBatch& batch,
                                  const std::vector<absl::string_view>& ids) {
    find_.Reset();
    find_.BindBlob(batch.round_id).BindText(batch.questionnaire).BindBlobs(ids);
    LateById kept;
    while (find_.Step()) kept.emplace(find_.Blob(0), find_.Int(1) != 0);
    RETURN_IF_ERROR(find_.status());
    return kept;
  }

  static absl::Status AddOutcomes(const BoxBatch& batch, const LateById& kept,
                                  std::vector<v1::Outcome>& outcomes) {
    for (const StoredBox& box : batch.boxes) {
      const auto found = kept.find(box.box_id);
      if (!IsOfPossibleSize(box)) {
        outcomes.push_back(v1::OUTCOME_REFUSED);
      } else if (found != kept.end()) {
        outcomes.push_back(Kept(found->second));
      } else {
        return absl::InternalError("a box was neither new nor there");
      }
    }
    return absl::OkStatus();
  }

  sql::Database& database_;
  sql::Statement insert_;
  sql::Statement find_;
};

}  // namespace

bool IsOfPossibleSize(const StoredBox& box) {
  return box.box.size() > crypto::kSealOverhead && box.box.size() <= kMaximumBoxSize;
}

std::unique_ptr<BoxInserter> InserterFor(sql::Database& database) {
  if (database.engine() == sql::Engine::kPostgres) {
    return std::make_unique<TogetherInserter>(database);
  }
  return std::make_unique<EachInserter>(database);
}

}  // namespace sucharit
