// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/string_view.h"
#include "common/status/status_macros.h"
#include "server/sql/statement.h"
#include "server/store/box_inserter.h"

namespace sucharit {
namespace {

// Round, questionnaire, id.
using Key = std::tuple<absl::string_view, absl::string_view, absl::string_view>;
using Batches = std::vector<BoxBatch>;

template <typename Facts>
const Facts* Find(const std::map<std::string, Facts>& all, const std::string& id) {
  const auto found = all.find(id);
  return found == all.end() ? nullptr : &found->second;
}

// All batches with a few statements, because each costs a journey to PostgreSQL. In the order of
// their keys, so that two servers that are sent the same boxes don't wait for each other.
class TogetherInserter : public BoxInserter {
 public:
  explicit TogetherInserter(sql::Database& database)
      : database_(database),
        find_senders_(database,
                      "SELECT device_id, revoked, agency_code FROM device "
                      "WHERE device_id = ANY(?)"),
        // What a round's row says must stay true until the boxes are committed: whoever begins to
        // count waits for them, and they for whoever does.
        find_rounds_(database,
                     "SELECT round_id, state, counting, agency_code FROM round "
                     "WHERE round_id = ANY(?) ORDER BY round_id FOR SHARE"),
        insert_(database,
                "INSERT INTO box(round_id, questionnaire, box_id, late, reason, box) "
                "SELECT given.round_id, convert_from(given.questionnaire, 'UTF8'), given.box_id, "
                "?, 0, given.box "
                "FROM unnest(?, ?, ?, ?) AS given(round_id, questionnaire, box_id, box) "
                "ON CONFLICT DO NOTHING"),
        find_(database,
              "SELECT box_id, late FROM box WHERE round_id = ? AND questionnaire = ? "
              "AND box_id = ANY(?)") {}

  absl::Status Insert(const Batches& batches, std::vector<BatchOutcome>& outcomes) override {
    RETURN_IF_ERROR(ReadFacts(batches));
    std::vector<absl::StatusOr<Keeping>> keepings;
    for (const BoxBatch& batch : batches) {
      keepings.push_back(
          KeepingOf(batch, Find(senders_, batch.device_id), Find(rounds_, batch.round_id)));
      if (keepings.back().ok() && !keepings.back()->over) Add(batch, *keepings.back());
    }
    RETURN_IF_ERROR(InsertAll(in_time_, Keeping{false}));
    RETURN_IF_ERROR(InsertAll(late_, Keeping{true}));
    for (size_t i = 0; i < batches.size(); ++i) {
      RETURN_IF_ERROR(AddOutcome(batches[i], keepings[i], outcomes));
    }
    return absl::OkStatus();
  }

 private:
  using Boxes = std::map<Key, absl::string_view>;
  using LateById = std::map<std::string, bool>;

  absl::Status ReadFacts(const Batches& batches) {
    std::set<absl::string_view> senders;
    std::set<absl::string_view> rounds;
    for (const BoxBatch& batch : batches) {
      rounds.insert(batch.round_id);
      if (!batch.from_file) senders.insert(batch.device_id);
    }
    find_senders_.BindBlobs({senders.begin(), senders.end()});
    while (find_senders_.Step()) {
      senders_[find_senders_.Blob(0)] = {find_senders_.Int(1) != 0, find_senders_.Text(2)};
    }
    RETURN_IF_ERROR(find_senders_.status());
    find_rounds_.BindBlobs({rounds.begin(), rounds.end()});
    while (find_rounds_.Step()) {
      rounds_[find_rounds_.Blob(0)] = {find_rounds_.Int(1), find_rounds_.Int(2) != 0,
                                       find_rounds_.Text(3)};
    }
    return find_rounds_.status();
  }

  void Add(const BoxBatch& batch, const Keeping& keeping) {
    Boxes& boxes = keeping.late ? late_ : in_time_;
    for (const StoredBox& box : batch.boxes) {
      if (IsOfPossibleSize(box)) boxes.emplace(KeyOf(batch, box), box.box);
    }
  }

  static Key KeyOf(const BoxBatch& batch, const StoredBox& box) {
    return {batch.round_id, batch.questionnaire, box.box_id};
  }

  absl::Status InsertAll(const Boxes& boxes, const Keeping& keeping) {
    if (boxes.empty()) return absl::OkStatus();
    std::vector<absl::string_view> rounds;
    std::vector<absl::string_view> questionnaires;
    std::vector<absl::string_view> ids;
    std::vector<absl::string_view> contents;
    for (const auto& [key, content] : boxes) {
      rounds.push_back(std::get<0>(key));
      questionnaires.push_back(std::get<1>(key));
      ids.push_back(std::get<2>(key));
      contents.push_back(content);
    }
    RETURN_IF_ERROR(insert_.Bind(keeping.late ? 1 : 0)
                        .BindBlobs(rounds)
                        .BindBlobs(questionnaires)
                        .BindBlobs(ids)
                        .BindBlobs(contents)
                        .Run());
    if (database_.Changes() == static_cast<int64_t>(boxes.size())) return absl::OkStatus();
    some_were_there_ = true;
    return absl::OkStatus();
  }

  absl::Status AddOutcome(const BoxBatch& batch, const absl::StatusOr<Keeping>& keeping,
                          std::vector<BatchOutcome>& outcomes) {
    if (!keeping.ok()) {
      outcomes.emplace_back(keeping.status());
    } else if (keeping->over) {
      outcomes.emplace_back(TooLateForAny(batch));
    } else {
      ASSIGN_OR_RETURN(const LateById late, KeptAs(batch));
      ASSIGN_OR_RETURN(outcomes.emplace_back().emplace(), OutcomesOf(batch, *keeping, late));
    }
    return absl::OkStatus();
  }

  // `late` says how each is kept, if some were there before.
  absl::StatusOr<std::vector<v1::Outcome>> OutcomesOf(const BoxBatch& batch, const Keeping& keeping,
                                                      const LateById& late) const {
    std::vector<v1::Outcome> outcomes;
    for (const StoredBox& box : batch.boxes) {
      if (!IsOfPossibleSize(box)) {
        outcomes.push_back(v1::OUTCOME_REFUSED);
        continue;
      }
      const auto found = late.find(box.box_id);
      if (some_were_there_ && found == late.end()) {
        return absl::InternalError("a box was neither new nor there");
      }
      outcomes.push_back(some_were_there_ ? Keeping{found->second}.outcome() : keeping.outcome());
    }
    return outcomes;
  }

  // What the boxes of a batch are kept as. Not asked for if all are new.
  absl::StatusOr<LateById> KeptAs(const BoxBatch& batch) {
    LateById late;
    if (!some_were_there_) return late;
    std::vector<absl::string_view> ids;
    for (const StoredBox& box : batch.boxes) ids.push_back(box.box_id);
    find_.Reset();
    find_.BindBlob(batch.round_id).BindText(batch.questionnaire).BindBlobs(ids);
    while (find_.Step()) late.emplace(find_.Blob(0), find_.Int(1) != 0);
    RETURN_IF_ERROR(find_.status());
    return late;
  }

  sql::Database& database_;
  sql::Statement find_senders_;
  sql::Statement find_rounds_;
  sql::Statement insert_;
  sql::Statement find_;
  std::map<std::string, SenderFacts> senders_;
  std::map<std::string, RoundFacts> rounds_;
  Boxes in_time_;
  Boxes late_;
  bool some_were_there_ = false;
};

}  // namespace

std::unique_ptr<BoxInserter> PostgresInserter(sql::Database& database) {
  return std::make_unique<TogetherInserter>(database);
}

}  // namespace sucharit
