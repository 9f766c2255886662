// SPDX-License-Identifier: Apache-2.0
//
// How boxes come into the table, for each engine what is fast there. Only for this folder.
#pragma once

#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "server/sql/database.h"
#include "server/store/box_store.h"

namespace sucharit {

// What can't be a box is refused and never kept.
bool IsOfPossibleSize(const StoredBox& box);

// Puts the boxes of one batch into the table. Those that are there stay what they are.
class BoxInserter {
 public:
  virtual ~BoxInserter() = default;

  // Adds the outcome of each box, in their order.
  virtual absl::Status Insert(const BoxBatch& batch, bool late,
                              std::vector<v1::Outcome>& outcomes) = 0;
};

// `database` must outlive the inserter, which is used within one transaction.
std::unique_ptr<BoxInserter> InserterFor(sql::Database& database);

}  // namespace sucharit
