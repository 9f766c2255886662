// SPDX-License-Identifier: Apache-2.0
#include "server/leakcheck/column_classes.h"

#include <algorithm>

namespace sucharit {
namespace {

constexpr ColumnClass kInstallation = ColumnClass::kInstallation;
constexpr ColumnClass kPlace = ColumnClass::kPlace;
constexpr ColumnClass kPublic = ColumnClass::kPublic;
constexpr ColumnClass kSealed = ColumnClass::kSealed;
constexpr ColumnClass kCounts = ColumnClass::kCounts;
constexpr ColumnClass kAnonymous = ColumnClass::kAnonymous;
constexpr ColumnClass kSecret = ColumnClass::kSecret;

constexpr ClassifiedColumn kColumns[] = {
    {"agency", "agency_code", kInstallation},
    {"agency", "name_th", kInstallation},
    {"agency", "name_en", kInstallation},
    {"audit_head", "sequence", kInstallation},
    {"audit_head", "hash", kInstallation},
    {"audit_head", "unix_second", kInstallation},
    {"audit_head", "signature", kInstallation},
    {"audit_line", "sequence", kInstallation},
    {"audit_line", "unix_second", kInstallation},
    {"audit_line", "user_name", kInstallation},
    {"audit_line", "roles", kInstallation},
    {"audit_line", "verb", kInstallation},
    {"audit_line", "subject_kind", kInstallation},
    {"audit_line", "subject", kInstallation},
    {"audit_line", "agency_code", kInstallation},
    {"audit_line", "outcome", kInstallation},
    {"audit_line", "previous_hash", kInstallation},
    {"audit_line", "hash", kInstallation},
    {"audit_salt", "round_id", kPlace},
    {"audit_salt", "salt", kSecret},
    {"box", "round_id", kPlace},
    {"box", "questionnaire", kPlace},
    {"box", "box_id", kSealed},
    {"box", "late", kSealed},
    {"box", "reason", kSealed},
    {"box", "box", kSealed},
    {"box_total", "round_id", kPlace},
    {"box_total", "questionnaire", kPlace},
    {"box_total", "in_time", kCounts},
    {"box_total", "late", kCounts},
    {"breakdown", "round_id", kPlace},
    {"breakdown", "segment", kPlace},
    {"breakdown", "breakdown", kPublic},
    {"card", "round_id", kPlace},
    {"card", "questionnaire", kPlace},
    {"card", "serial", kPlace},
    {"card", "hash", kSecret},
    {"card", "voided", kInstallation},
    {"card_account", "round_id", kPlace},
    {"card_account", "questionnaire", kPlace},
    {"card_account", "draw_salt", kSecret},
    {"card_account", "counted", kCounts},
    {"card_account", "printed", kCounts},
    {"card_account", "voided", kCounts},
    {"card_account", "used", kCounts},
    {"card_account", "refused", kCounts},
    {"card_account", "left_over", kCounts},
    {"card_account", "witnesses", kInstallation},
    {"card_account", "hashes", kSecret},
    {"day_conduct", "round_id", kPlace},
    {"day_conduct", "questionnaire", kPlace},
    {"day_conduct", "device_id", kInstallation},
    {"day_conduct", "day", kInstallation},
    {"day_conduct", "finished", kCounts},
    {"day_conduct", "abandoned", kCounts},
    {"day_conduct", "quick", kCounts},
    {"definition", "definition_digest", kPublic},
    {"definition", "definition", kPublic},
    {"device", "device_id", kInstallation},
    {"device", "agency_code", kInstallation},
    {"device", "name", kInstallation},
    {"device", "enrolled_day", kInstallation},
    {"device", "revoked", kInstallation},
    {"device", "certificate", kInstallation},
    {"device_round", "round_id", kPlace},
    {"device_round", "device_id", kInstallation},
    {"device_round", "done", kInstallation},
    {"enrolment_code", "code_hash", kSecret},
    {"enrolment_code", "agency_code", kInstallation},
    {"enrolment_code", "expires_unix", kInstallation},
    {"enrolment_code", "key_hash", kInstallation},
    {"enrolment_code", "device_id", kInstallation},
    {"free_text", "round_id", kPlace},
    {"free_text", "questionnaire", kPlace},
    {"free_text", "item", kPlace},
    {"free_text", "place", kPlace},
    {"free_text", "text", kAnonymous},
    {"free_text", "released", kAnonymous},
    {"imported_score", "round_id", kPlace},
    {"imported_score", "part", kPlace},
    {"imported_score", "node", kPlace},
    {"imported_score", "score", kPublic},
    {"imported_score", "evidence", kPublic},
    {"imported_score", "note", kPublic},
    {"key_copy", "round_id", kPlace},
    {"key_copy", "number", kPlace},
    {"key_copy", "place", kInstallation},
    {"installation", "single", kPlace},
    {"installation", "installation_id", kInstallation},
    {"installation", "begun_backup", kInstallation},
    {"installation", "good_backup", kInstallation},
    {"measure", "round_id", kPlace},
    {"measure", "number", kPlace},
    {"measure", "measure", kPublic},
    {"past_result", "agency_code", kInstallation},
    {"past_result", "fiscal_year", kInstallation},
    {"past_result", "result", kPublic},
    {"population", "round_id", kPlace},
    {"population", "questionnaire", kPlace},
    {"population", "size", kInstallation},
    {"population", "shown_day", kInstallation},
    {"population", "shown", kCounts},
    {"publication", "round_id", kPlace},
    {"publication", "bundle", kPublic},
    {"receipt_list", "round_id", kPlace},
    {"receipt_list", "questionnaire", kPlace},
    {"receipt_list", "list", kPublic},
    {"round", "round_id", kPlace},
    {"round", "agency_code", kInstallation},
    {"round", "definition_digest", kPublic},
    {"round", "state", kInstallation},
    {"round", "counting", kInstallation},
    {"round", "first_day", kInstallation},
    {"round", "last_day", kInstallation},
    {"round", "sealing_key", kPublic},
    {"round", "receipt_key", kPublic},
    {"round", "custody", kInstallation},
    {"round", "rehearsal", kInstallation},
    {"round", "counts_since_backup", kInstallation},
    {"row_block", "round_id", kPlace},
    {"row_block", "questionnaire", kPlace},
    {"row_block", "place", kPlace},
    {"row_block", "rows", kAnonymous},
    {"session", "token_hash", kSecret},
    {"session", "user_name", kInstallation},
    {"session", "began_unix", kInstallation},
    {"session", "used_unix", kInstallation},
    {"tally", "round_id", kPlace},
    {"tally", "questionnaire", kPlace},
    {"tally", "tally", kCounts},
    {"tally", "not_valid", kCounts},
    {"tally", "card_refused", kCounts},
    {"tally", "identical", kCounts},
    {"user", "user_name", kInstallation},
    {"user", "password_hash", kSecret},
    {"user", "disabled", kInstallation},
    {"user_role", "user_name", kInstallation},
    {"user_role", "role", kInstallation},
    {"user_role", "agency_code", kInstallation},
};

}  // namespace

std::span<const ClassifiedColumn> ClassifiedColumns() { return kColumns; }

std::optional<ColumnClass> ClassOf(absl::string_view table, absl::string_view column) {
  for (const ClassifiedColumn& each : kColumns) {
    if (each.table == table && each.column == column) return each.about;
  }
  return std::nullopt;
}

bool HoldsResponses(absl::string_view table) {
  return std::any_of(std::begin(kColumns), std::end(kColumns), [&](const ClassifiedColumn& each) {
    return each.table == table && (each.about == kSealed || each.about == kAnonymous);
  });
}

}  // namespace sucharit
