// SPDX-License-Identifier: Apache-2.0
//
// What each column of the server's database is about. A column that isn't here is a leak until
// somebody has thought about it: a test walks the real schema.
#pragma once

#include <optional>
#include <span>

#include "absl/strings/string_view.h"

namespace sucharit {

enum class ColumnClass {
  kInstallation,  // Agencies, tablets, rounds, cards: nothing about a response.
  kPlace,         // Which round, questionnaire, item or place in a sorted order something is of.
  kPublic,        // Meant for everybody, or what it is computed from besides answers.
  kSealed,        // A box, or what is known of it without opening it.
  kCounts,        // How many. Of everybody together.
  kAnonymous,     // Opened, without anything that leads back, in an order of its own.
  kSecret,        // Helps to guess something; never leaves the installation.
};

struct ClassifiedColumn {
  absl::string_view table;
  absl::string_view column;
  ColumnClass about;
};

// Every column of the schema, by table.
std::span<const ClassifiedColumn> ClassifiedColumns();

// Nothing for a column that nobody has classified.
std::optional<ColumnClass> ClassOf(absl::string_view table, absl::string_view column);

// Whether a table holds responses in any form. Beside these no column of the installation may
// stand.
bool HoldsResponses(absl::string_view table);

}  // namespace sucharit
