// SPDX-License-Identifier: Apache-2.0
//
// A definition that has been checked: what tablets ask and the server counts by. The same code
// reads it on both sides. Immutable once made; may be shared between threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/assessment/fraction.h"
#include "sucharit/v1/assessment.pb.h"

namespace sucharit {

class Rule;

// What an answer to an item is.
enum class AnswerKind { kOneChoice, kSeveralChoices, kNumber, kText };

// One possible answer of an item.
struct Choice {
  std::string id;
  v1::Text label;
  std::optional<mpq_class> score;  // Without one, the choice is left out of the mean.
  bool exclusive = false;          // Can't be taken together with another choice.
};

// Which numbers an item takes.
struct NumberRange {
  mpq_class minimum;
  mpq_class maximum;
  int decimals = 0;  // 0 to 4.
  v1::Text unit;     // May be empty.

  // The smallest and the largest answer, times ten to the power of `decimals`.
  int64_t least = 0;
  int64_t most = 0;
};

// One item with its choices, whether they were its own or a scale's.
struct Item {
  std::string id;
  v1::Text text;
  v1::Text hint;  // May be empty.
  std::string instrument;
  std::string indicator;      // Empty if and only if the item isn't scored.
  std::string sub_indicator;  // Empty if the indicator isn't divided.
  std::string section;        // Empty if it stands outside of sections.
  AnswerKind kind = AnswerKind::kOneChoice;
  std::vector<Choice> choices;        // Empty for numbers and texts.
  int maximum_chosen = 0;             // Of several choices; 0 for no limit.
  std::optional<NumberRange> number;  // There for numbers.
  int maximum_length = 0;             // Code points of a text.
  bool reversed = false;
  bool optional = false;                   // May be left unanswered.
  bool answered_by_staff = false;          // Never shown to the respondent.
  mpq_class weight;                        // Share of its sub-indicator, or of its indicator.
  std::shared_ptr<const Rule> show_if;     // Null if the item is asked wherever its section is.
  std::shared_ptr<const Rule> constraint;  // Null if there is none.
  v1::Text constraint_message;             // There with a constraint.
  bool always_asked = true;                // Neither it nor its section has a show_if.

  // Whether some choice has a score.
  bool is_scored() const;

  // Whether a respondent may give it no scored answer, so that fewer answers than respondents
  // count.
  bool may_stay_unanswered() const;
};

// A heading under which items of one questionnaire are asked, one after the other.
struct Section {
  std::string id;
  std::string instrument;
  v1::Text title;
  v1::Text text;                        // May be empty.
  std::shared_ptr<const Rule> show_if;  // Null if its items are always asked.
};

// Groups of a segment that are counted as one where one of them is too small.
struct GroupJoin {
  std::vector<size_t> groups;  // Positions of choices of the segment's item, ascending; 2 or more.
  v1::Text name;
};

// A way of dividing the respondents of a questionnaire. The choices of its item are the groups.
struct Segment {
  std::string id;
  v1::Text name;
  std::string instrument;
  size_t item = 0;               // Position in Assessment::items().
  std::vector<GroupJoin> joins;  // No group stands in two of them.
};

struct SubIndicator {
  std::string id;
  v1::Text name;
  std::string indicator;
  mpq_class weight;           // Share of its indicator.
  std::vector<size_t> items;  // Positions in Assessment::items(); all scored.
};

struct Indicator {
  std::string id;
  v1::Text name;
  std::string instrument;
  mpq_class weight;                    // Share of its instrument.
  std::vector<size_t> sub_indicators;  // Positions in Assessment::sub_indicators().
  // Positions in Assessment::items(), all scored; empty if there are sub-indicators.
  std::vector<size_t> items;
};

struct Part {
  std::string id;
  v1::Text name;
  mpq_class weight;  // Share of each of the instrument's indicators.
  bool imported = false;
};

// How a survey's responses are taken in. None of it counts: it isn't in the counting digest.
struct Collection {
  v1::ReceiptRule receipts = v1::RECEIPT_RULE_SHOWN;  // Never unspecified.
  int minimum_seconds = 0;  // A response finished faster is a quick one; 0 if none is.
  int daily_cap = 0;        // Responses that a tablet may finish on a day; 0 for no cap.
};

struct Instrument {
  std::string id;
  v1::Text name;
  mpq_class weight;  // Share of the overall score.
  bool is_survey = false;
  std::vector<Part> parts;         // Empty if it is measured in one way only.
  std::vector<size_t> indicators;  // Positions in Assessment::indicators().
  std::vector<size_t> items;       // Positions in Assessment::items(), all, in the order asked.
  size_t largest_packed_size = 0;  // Of a response; see LargestPackedSize.
  v1::Text eligibility;
  v1::Introduction introduction;
  std::optional<v1::MinimumSample> minimum_sample;
  Collection collection;
};

struct Level {
  std::string id;
  v1::Text name;
  mpq_class overall_minimum;
  std::optional<mpq_class> instrument_minimum;
};

// A whole checked definition.
class Assessment {
 public:
  // Refuses what can't be right: INVALID_ARGUMENT with one of REASON_DEFINITION_* and, as subject,
  // the name of what is wrong ("item I10, choice 3").
  static absl::StatusOr<Assessment> FromDefinition(const v1::Definition& definition);

  // Protobuf text. An unknown field or a syntax error is REASON_DEFINITION_MALFORMED with "line 12,
  // column 5". More than 4 MiB is REASON_DEFINITION_TOO_LARGE.
  static absl::StatusOr<Assessment> FromText(absl::string_view text);

  // A serialized definition, as the server keeps and sends it.
  static absl::StatusOr<Assessment> FromBytes(absl::string_view bytes);

  const std::string& id() const { return definition_.id(); }
  const v1::Definition& definition() const { return definition_; }

  // The serialized definition, and its SHA-256 (32 bytes): names all of it, wording included.
  const std::string& bytes() const { return bytes_; }
  const std::string& definition_digest() const { return definition_digest_; }

  // SHA-256 (32 bytes) of what counts: ids, scores, weights, structure, thresholds; not wording.
  // Responses carry its first kCountingIdSize bytes.
  const std::string& counting_digest() const { return counting_digest_; }
  std::string counting_id() const { return counting_digest_.substr(0, kCountingIdSize); }
  static constexpr size_t kCountingIdSize = 16;

  // In the definition's order.
  const std::vector<Instrument>& instruments() const { return instruments_; }
  const std::vector<Indicator>& indicators() const { return indicators_; }
  const std::vector<SubIndicator>& sub_indicators() const { return sub_indicators_; }
  const std::vector<Item>& items() const { return items_; }
  const std::vector<Section>& sections() const { return sections_; }
  const std::vector<Segment>& segments() const { return segments_; }
  const std::vector<Level>& levels() const { return levels_; }

  int minimum_group() const { return definition_.privacy().minimum_group(); }

  // Null if there is none of that id.
  const Instrument* FindInstrument(absl::string_view id) const;
  const Item* FindItem(absl::string_view id) const;
  const Section* FindSection(absl::string_view id) const;

  // Position of an instrument in instruments(); it must exist.
  size_t InstrumentPosition(absl::string_view id) const;

  // Ids of the instruments that respondents answer, in order.
  std::vector<std::string> Questionnaires() const;

 private:
  friend class AssessmentBuilder;
  Assessment() = default;

  v1::Definition definition_;
  std::string bytes_;
  std::string definition_digest_;
  std::string counting_digest_;
  std::vector<Instrument> instruments_;
  std::vector<Indicator> indicators_;
  std::vector<SubIndicator> sub_indicators_;
  std::vector<Item> items_;
  std::vector<Section> sections_;
  std::vector<Segment> segments_;
  std::vector<Level> levels_;
};

// The smallest accepted number of respondents for a population (see v1.MinimumSample). A rule whose
// `large_above` is 0 says nothing special of large populations. `population` isn't negative.
int64_t MinimumSampleFor(const v1::MinimumSample& rule, int64_t population);

// A built-in definition by name ("ita-2567"), or the file at that path. NOT_FOUND
// `REASON_DEFINITION_UNKNOWN` or the errors of FromText, with the file's name before the subject.
absl::StatusOr<Assessment> LoadAssessment(const std::string& name_or_path);

// Names of the built-in definitions.
std::vector<std::string> BuiltInDefinitions();

}  // namespace sucharit
