// SPDX-License-Identifier: Apache-2.0
//
// The two digests that name a definition. Only for this folder.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "sucharit/v1/assessment.pb.h"

namespace sucharit {

// The same definition always gives the same bytes.
std::string SerializeDefinition(const v1::Definition& definition);

// SHA-256, 32 bytes. INTERNAL if the library fails.
absl::StatusOr<std::string> DigestOf(absl::string_view bytes);

// SHA-256 of the definition without its wording: every v1.Text, the introductions, the topics and
// the notes on what is unverified.
absl::StatusOr<std::string> CountingDigestOf(v1::Definition definition);

}  // namespace sucharit
