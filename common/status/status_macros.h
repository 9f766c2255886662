// SPDX-License-Identifier: Apache-2.0
//
// Early return on error.
#pragma once

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#define SUCHARIT_CONCAT_INNER(a, b) a##b
#define SUCHARIT_CONCAT(a, b) SUCHARIT_CONCAT_INNER(a, b)

// Returns the status of `expression` if it isn't OK.
#define RETURN_IF_ERROR(expression)                    \
  do {                                                 \
    absl::Status sucharit_status = (expression);       \
    if (!sucharit_status.ok()) return sucharit_status; \
  } while (false)

// Assigns the value of the StatusOr `expression` to `target`, or returns its status.
#define ASSIGN_OR_RETURN(target, expression) \
  SUCHARIT_ASSIGN_OR_RETURN(SUCHARIT_CONCAT(sucharit_result_, __LINE__), target, expression)

#define SUCHARIT_ASSIGN_OR_RETURN(result, target, expression) \
  auto result = (expression);                                 \
  if (!result.ok()) return result.status();                   \
  target = std::move(result).value()
