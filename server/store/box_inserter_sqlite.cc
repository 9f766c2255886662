// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <optional>
#include <utility>

#include "common/status/status_macros.h"
#include "server/sql/statement.h"
#include "server/store/box_inserter.h"

namespace sucharit {
namespace {

// One after the other: a statement costs little beside what it does.
class EachInserter : public BoxInserter {
 public:
  explicit EachInserter(sql::Database& database)
      : database_(database),
        sender_(database, "SELECT revoked, agency_code FROM device WHERE device_id = ?"),
        round_(database, "SELECT state, counting, agency_code FROM round WHERE round_id = ?"),
        find_(database,
              "SELECT late FROM box WHERE round_id = ? AND questionnaire = ? AND box_id = ?"),
        insert_(database,
                "INSERT INTO box(round_id, questionnaire, box_id, late, reason, box) "
                "VALUES(?, ?, ?, ?, 0, ?) ON CONFLICT DO NOTHING") {}

  absl::Status Insert(const std::vector<BoxBatch>& batches,
                      std::vector<BatchOutcome>& outcomes) override {
    for (const BoxBatch& batch : batches) {
      ASSIGN_OR_RETURN(const std::optional<SenderFacts> sender, Sender(batch));
      ASSIGN_OR_RETURN(const RoundFacts* round, Round(batch.round_id));
      const auto keeping = KeepingOf(batch, sender.has_value() ? &*sender : nullptr, round);
      if (!keeping.ok()) {
        outcomes.emplace_back(keeping.status());
      } else if (keeping->over) {
        outcomes.emplace_back(TooLateForAny(batch));
      } else {
        ASSIGN_OR_RETURN(std::vector<v1::Outcome> taken, InsertEach(batch, *keeping));
        outcomes.emplace_back(std::move(taken));
      }
    }
    return absl::OkStatus();
  }

 private:
  absl::StatusOr<std::optional<SenderFacts>> Sender(const BoxBatch& batch) {
    std::optional<SenderFacts> facts;
    sender_.Reset();
    sender_.BindBlob(batch.device_id);
    if (sender_.Step()) facts = SenderFacts{sender_.Int(0) != 0, sender_.Text(1)};
    RETURN_IF_ERROR(sender_.status());
    return facts;
  }

  // It stays the same until the transaction ends.
  absl::StatusOr<const RoundFacts*> Round(const std::string& round_id) {
    const auto known = rounds_.find(round_id);
    if (known != rounds_.end()) return &known->second;
    round_.Reset();
    round_.BindBlob(round_id);
    const bool found = round_.Step();
    RETURN_IF_ERROR(round_.status());
    if (!found) return nullptr;
    RoundFacts facts{round_.Int(0), round_.Int(1) != 0, round_.Text(2)};
    return &rounds_.emplace(round_id, std::move(facts)).first->second;
  }

  absl::StatusOr<std::vector<v1::Outcome>> InsertEach(const BoxBatch& batch,
                                                      const Keeping& keeping) {
    std::vector<v1::Outcome> outcomes;
    for (const StoredBox& box : batch.boxes) {
      if (IsOfPossibleSize(box)) {
        ASSIGN_OR_RETURN(outcomes.emplace_back(), InsertOne(batch, box, keeping));
      } else {
        outcomes.push_back(v1::OUTCOME_REFUSED);
      }
    }
    return outcomes;
  }

  absl::StatusOr<v1::Outcome> InsertOne(const BoxBatch& batch, const StoredBox& box,
                                        const Keeping& keeping) {
    RETURN_IF_ERROR(insert_.BindBlob(batch.round_id)
                        .BindText(batch.questionnaire)
                        .BindBlob(box.box_id)
                        .Bind(keeping.late ? 1 : 0)
                        .BindBlob(box.box)
                        .Run());
    if (database_.Changes() == 1) return keeping.outcome();
    return KeptAs(batch, box);
  }

  // What a box that is there already is kept as.
  absl::StatusOr<v1::Outcome> KeptAs(const BoxBatch& batch, const StoredBox& box) {
    find_.Reset();
    find_.BindBlob(batch.round_id).BindText(batch.questionnaire).BindBlob(box.box_id);
    const bool found = find_.Step();
    RETURN_IF_ERROR(find_.status());
    if (!found) return absl::InternalError("a box was neither new nor there");
    return Keeping{find_.Int(0) != 0}.outcome();
  }

  sql::Database& database_;
  sql::Statement sender_;
  sql::Statement round_;
  sql::Statement find_;
  sql::Statement insert_;
  std::map<std::string, RoundFacts> rounds_;
};

}  // namespace

std::unique_ptr<BoxInserter> SqliteInserter(sql::Database& database) {
  return std::make_unique<EachInserter>(database);
}

}  // namespace sucharit
