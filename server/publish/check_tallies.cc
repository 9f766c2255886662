// SPDX-License-Identifier: Apache-2.0
#include "server/publish/check_tallies.h"

#include <algorithm>
#include <set>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr int64_t kMostRespondents = 1'000'000'000;
constexpr size_t kLongestSum = 64;

using ItemTallies = google::protobuf::RepeatedPtrField<v1::ItemTally>;

absl::Status Malformed(absl::string_view place) {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_BUNDLE_MALFORMED,
                 "a tally that can't be", place);
}

// "-12.5"; empty where nothing is added up.
bool IsSum(absl::string_view text) {
  if (text.size() > kLongestSum) return false;
  absl::ConsumePrefix(&text, "-");
  const size_t point = text.find('.');
  const auto are_digits = [](absl::string_view digits) {
    return !digits.empty() && std::all_of(digits.begin(), digits.end(), [](char digit) {
      return absl::ascii_isdigit(static_cast<unsigned char>(digit));
    });
  };
  if (point == absl::string_view::npos) return are_digits(text);
  return are_digits(text.substr(0, point)) && are_digits(text.substr(point + 1));
}

bool HasChoices(const v1::ItemTally& tally, const Item& item) {
  return std::equal(tally.counts().begin(), tally.counts().end(), item.choices.begin(),
                    item.choices.end(), [](const v1::ChoiceCount& count, const Choice& choice) {
                      return count.choice() == choice.id;
                    });
}

bool IsRight(const v1::ItemTally& tally, const Item& item, int64_t respondents) {
  if (tally.item() != item.id || tally.answered() < 0 || tally.answered() > respondents) {
    return false;
  }
  const bool has_sum = item.kind == AnswerKind::kNumber;
  if (has_sum ? !IsSum(tally.sum()) : !tally.sum().empty()) return false;
  if (!HasChoices(tally, item)) return false;
  int64_t rest = tally.answered();
  for (const v1::ChoiceCount& count : tally.counts()) {
    if (count.count() < 0 || count.count() > tally.answered()) return false;
    rest -= count.count();
  }
  return item.kind != AnswerKind::kOneChoice || rest == 0;
}

// The items at `positions`, in their order.
absl::Status CheckItems(const Assessment& assessment, const ItemTallies& tallies,
                        const std::vector<size_t>& positions, int64_t respondents,
                        const std::string& place) {
  if (static_cast<size_t>(tallies.size()) != positions.size()) return Malformed(place);
  for (size_t i = 0; i < positions.size(); ++i) {
    const Item& item = assessment.items()[positions[i]];
    if (!IsRight(tallies[static_cast<int>(i)], item, respondents)) {
      return Malformed(absl::StrCat(place, ", item ", item.id));
    }
  }
  return absl::OkStatus();
}

// Takes a group out of the whole; false if there is less left than it holds.
bool Subtract(const v1::GroupTally& group, v1::Tally& rest) {
  if (group.respondents() < 0 || group.respondents() > rest.respondents()) return false;
  rest.set_respondents(rest.respondents() - group.respondents());
  for (const v1::ItemTally& item : group.items()) {
    const auto whole =
        std::find_if(rest.mutable_items()->begin(), rest.mutable_items()->end(),
                     [&](const v1::ItemTally& each) { return each.item() == item.item(); });
    for (int choice = 0; choice < item.counts_size(); ++choice) {
      v1::ChoiceCount& count = *whole->mutable_counts(choice);
      count.set_count(count.count() - item.counts(choice).count());
      if (count.count() < 0) return false;
    }
  }
  return true;
}

// Whether the groups took all of the counts of `items`.
bool NothingLeft(const v1::Tally& rest, const std::set<std::string>& items) {
  if (rest.respondents() != 0) return false;
  return std::all_of(rest.items().begin(), rest.items().end(), [&](const v1::ItemTally& item) {
    return items.count(item.item()) == 0 ||
           std::all_of(item.counts().begin(), item.counts().end(),
                       [](const v1::ChoiceCount& count) { return count.count() == 0; });
  });
}

// Whether what the groups left of `items` are the answers of enough people who stand in no group:
// anonymizing takes small groups away. Of too few people, it takes away all groups.
bool LeavesEnough(const v1::Tally& rest, const v1::Tally& whole, const std::set<std::string>& items,
                  int64_t minimum_group) {
  if (rest.respondents() < std::min(minimum_group, whole.respondents())) return false;
  return std::all_of(rest.items().begin(), rest.items().end(), [&](const v1::ItemTally& item) {
    return items.count(item.item()) == 0 ||
           std::all_of(
               item.counts().begin(), item.counts().end(),
               [&](const v1::ChoiceCount& count) { return count.count() <= rest.respondents(); });
  });
}

// The groups of one questionnaire's segments, one after the other.
class GroupsCheck {
 public:
  GroupsCheck(const Assessment& assessment, const Instrument& instrument, const v1::Tally& tally)
      : assessment_(assessment), tally_(tally) {
    for (size_t position : instrument.items) {
      const Item& item = assessment.items()[position];
      if (!item.is_scored()) continue;
      scored_.push_back(position);
      scored_ids_.insert(item.id);
    }
  }

  absl::Status Check() {
    for (const Segment& segment : assessment_.segments()) {
      if (segment.instrument == tally_.questionnaire()) RETURN_IF_ERROR(CheckSegment(segment));
    }
    return next_ == tally_.groups_size() ? absl::OkStatus() : Malformed(Place());
  }

 private:
  std::string Place() const { return absl::StrCat("tally ", tally_.questionnaire(), ", groups"); }

  absl::Status CheckSegment(const Segment& segment) {
    v1::Tally rest = tally_;
    for (const Choice& choice : assessment_.items()[segment.item].choices) {
      if (next_ == tally_.groups_size()) return Malformed(Place());
      const v1::GroupTally& group = tally_.groups(next_++);
      if (group.segment() != segment.id || group.group() != choice.id) return Malformed(Place());
      RETURN_IF_ERROR(
          CheckItems(assessment_, group.items(), scored_, group.respondents(), Place()));
      if (!Subtract(group, rest)) return Malformed(Place());
    }
    const bool is_right = NothingLeft(rest, scored_ids_) ||
                          LeavesEnough(rest, tally_, scored_ids_, assessment_.minimum_group());
    return is_right ? absl::OkStatus() : Malformed(Place());
  }

  const Assessment& assessment_;
  const v1::Tally& tally_;
  std::vector<size_t> scored_;
  std::set<std::string> scored_ids_;
  int next_ = 0;
};

}  // namespace

absl::Status CheckTallies(const Assessment& assessment, const std::vector<v1::Tally>& tallies) {
  std::set<std::string> questionnaires;
  for (const v1::Tally& tally : tallies) {
    const Instrument* instrument = assessment.FindInstrument(tally.questionnaire());
    const std::string place = absl::StrCat("tally ", tally.questionnaire());
    if (instrument == nullptr || !questionnaires.insert(instrument->id).second ||
        tally.respondents() < 0 || tally.respondents() > kMostRespondents) {
      return Malformed(place);
    }
    RETURN_IF_ERROR(
        CheckItems(assessment, tally.items(), instrument->items, tally.respondents(), place));
    RETURN_IF_ERROR(GroupsCheck(assessment, *instrument, tally).Check());
  }
  return absl::OkStatus();
}

}  // namespace sucharit
