// SPDX-License-Identifier: Apache-2.0
#include "server/anonymize/anonymize.h"

#include <google/protobuf/util/message_differencer.h>

#include <algorithm>
#include <map>
#include <variant>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "common/crypto/sealed_box.h"
#include "common/process/share_work.h"
#include "common/response/receipt_list.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/anonymize/card_draw.h"
#include "server/anonymize/coarsening.h"
#include "server/anonymize/masking.h"
#include "server/scoring/tally.h"

namespace sucharit {
namespace {

// Boxes read at once: the database is free for others in between.
constexpr int64_t kChunk = 1000;

using Opened = absl::StatusOr<CheckedResponse>;

absl::StatusOr<CheckedResponse> OpenResponse(const StoredBox& stored,
                                             const ResponseContext& context,
                                             const OpeningKey& key) {
  ASSIGN_OR_RETURN(std::string content,
                   crypto::OpenBox(stored.box, key.public_key, key.private_key));
  auto response = DecodeContent(context, content);
  crypto::Wipe(content);
  return response;
}

// Opens a chunk on all cores, for that is nearly all of the work of closing. In the order of the
// boxes.
std::vector<Opened> OpenAll(const std::vector<StoredBox>& chunk, const ResponseContext& context,
                            const OpeningKey& key) {
  std::vector<Opened> opened(chunk.size(), absl::UnknownError("not opened"));
  ShareWork(chunk.size(), [&](size_t i) { opened[i] = OpenResponse(chunk[i], context, key); });
  return opened;
}

// One pass over the boxes of a questionnaire.
class Count {
 public:
  Count(const ResponseContext& context, const std::optional<CountedCards>& cards)
      : context_(context),
        has_segments_(!SegmentColumns(*context.assessment, *context.instrument).empty()),
        counter_(*context.assessment, *context.instrument) {
    if (cards.has_value()) draw_.emplace(context, *cards);
  }

  void Take(const std::string& box_id, Opened response) {
    if (response.ok() && !receipt_numbers_.insert(response->receipt_number).second) {
      response = Refused(absl::StatusCode::kInvalidArgument, v1::REASON_RECEIPT_NUMBER_REPEATED,
                         "another box has the same receipt number");
    }
    if (response.ok() && !draw_.has_value() && !response->card.empty()) {
      response = Refused(absl::StatusCode::kInvalidArgument, v1::REASON_CARDS_NOT_USED,
                         "a card where none is taken");
    }
    if (!response.ok()) {
      failed_.push_back({box_id, ReasonOf(response.status())});
    } else if (draw_.has_value()) {
      draw_->Take(box_id, *std::move(response));
    } else {
      Add(*std::move(response));
    }
  }

  absl::StatusOr<CountedQuestionnaire> Result() {
    if (draw_.has_value()) {
      for (CheckedResponse& response : draw_->Drawn()) Add(std::move(response));
    }
    CountedQuestionnaire counted;
    std::sort(rows_.begin(), rows_.end());
    counted.identical = Identical();
    ASSIGN_OR_RETURN(const v1::Tally second,
                     CountAgain(draw_.has_value() ? draw_->RowsAgain() : rows_));
    CountCoarsened();
    counted.tally = counter_.Tally();
    counted.failed = std::move(failed_);
    if (draw_.has_value()) counted.cards = {counted.tally.respondents(), draw_->refused()};
    if (!google::protobuf::util::MessageDifferencer::Equals(counted.tally, second)) {
      return absl::InternalError("the two counts differ; nothing was closed");
    }
    if (counted.tally.respondents() >= context_.assessment->minimum_group()) {
      counted.rows = RowsToKeep();
      counted.texts = TextsToKeep();
      std::sort(receipt_hashes_.begin(), receipt_hashes_.end());
      counted.receipt_hashes = std::move(receipt_hashes_);
    }
    return counted;
  }

 private:
  void Add(CheckedResponse response) {
    receipt_hashes_.push_back(ReceiptHash(context_.round_id, response.receipt_number));
    AnonymousResponse anonymous = Anonymize(std::move(response));
    rows_.push_back(anonymous.answers().PackRow());
    TakeTexts(anonymous.answers());
    if (has_segments_) {
      waiting_.push_back(std::move(anonymous));
    } else {
      counter_.Add(anonymous.answers());
    }
  }

  // Which groups are told apart can be said only once everybody is there.
  void CountCoarsened() {
    if (!has_segments_) return;
    const Coarsening coarsening(*context_.assessment, *context_.instrument, rows_);
    for (const AnonymousResponse& each : waiting_) {
      counter_.Add(coarsening.Apply(each.answers()));
    }
    for (std::string& row : rows_) coarsening.Apply(row);
    std::sort(rows_.begin(), rows_.end());
    waiting_.clear();
  }

  // The tally of the same people by the other counter, coarsened by itself.
  absl::StatusOr<v1::Tally> CountAgain(const std::vector<std::string>& rows) const {
    if (!has_segments_) return CountPackedRows(*context_.assessment, *context_.instrument, rows);
    const Coarsening coarsening(*context_.assessment, *context_.instrument, rows);
    std::vector<std::string> coarse = rows;
    for (std::string& row : coarse) coarsening.Apply(row);
    RETURN_IF_ERROR(CheckCoarsened(*context_.assessment, *context_.instrument, coarse));
    return CountPackedRows(*context_.assessment, *context_.instrument, coarse);
  }

  // How many of the sorted rows are another one's too; 0 if they are fewer than the minimum group.
  int64_t Identical() const {
    int64_t identical = 0;
    for (size_t i = 0; i < rows_.size(); ++i) {
      const bool as_before = i > 0 && rows_[i] == rows_[i - 1];
      const bool as_after = i + 1 < rows_.size() && rows_[i] == rows_[i + 1];
      identical += as_before || as_after ? 1 : 0;
    }
    return identical < context_.assessment->minimum_group() ? 0 : identical;
  }

  void TakeTexts(const CheckedAnswers& answers) {
    for (size_t place = 0; place < answers.values().size(); ++place) {
      const auto* text = std::get_if<std::string>(&answers.values()[place]);
      if (text != nullptr) texts_[place].push_back(MaskIdentifiers(*text));
    }
  }

  std::vector<std::string> RowsToKeep() {
    if (context_.assessment->definition().privacy().rows() != v1::ROWS_KEEP) return {};
    return std::move(rows_);
  }

  std::vector<ItemTexts> TextsToKeep() {
    std::vector<ItemTexts> kept;
    for (auto& [place, texts] : texts_) {
      std::sort(texts.begin(), texts.end());
      const size_t item = context_.instrument->items[place];
      kept.push_back({context_.assessment->items()[item].id, std::move(texts)});
    }
    return kept;
  }

  const ResponseContext& context_;
  const bool has_segments_;
  TallyCounter counter_;
  std::optional<CardDraw> draw_;
  absl::flat_hash_set<std::string> receipt_numbers_;
  std::vector<std::string> rows_;
  std::vector<AnonymousResponse> waiting_;            // To be counted, where there are segments.
  std::map<size_t, std::vector<std::string>> texts_;  // By place of the item, masked.
  std::vector<std::string> receipt_hashes_;           // Of counted responses.
  std::vector<FailedBox> failed_;
};

}  // namespace

AnonymousResponse Anonymize(CheckedResponse response) {
  return AnonymousResponse(std::move(response.answers));
}

absl::StatusOr<CountedQuestionnaire> CountQuestionnaire(BoxStore& boxes,
                                                        const ResponseContext& context,
                                                        const OpeningKey& key,
                                                        const std::optional<CountedCards>& cards) {
  Count count(context, cards);
  std::string last_id;
  while (true) {
    ASSIGN_OR_RETURN(const std::vector<StoredBox> chunk,
                     boxes.InTime(context.round_id, context.instrument->id, last_id, kChunk));
    if (chunk.empty()) return count.Result();
    std::vector<Opened> opened = OpenAll(chunk, context, key);
    for (size_t i = 0; i < chunk.size(); ++i) count.Take(chunk[i].box_id, std::move(opened[i]));
    last_id = chunk.back().box_id;
  }
}

}  // namespace sucharit
