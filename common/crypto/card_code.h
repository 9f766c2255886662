// SPDX-License-Identifier: Apache-2.0
//
// The codes on cards: 15 random characters and one check character from 32, without 0, O, 1 and I.
//
//   7KQM-2XWP-9HTA-4RNC
//
// The check character is that of a code over the field of 32 elements in which each place has a
// weight of its own, so that every single wrong character and every swap of two characters is
// found. Programs hold a code packed into 10 bytes, which leave the check character out. A code is
// a secret: whoever holds one wipes it.
#pragma once

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace sucharit::crypto {

// Of a packed code: 75 random bits, then zeros.
inline constexpr size_t kPackedCardSize = 10;
inline constexpr size_t kCardHashSize = 16;

// A new code, packed. Each of the 2^75 is equally likely.
std::string MakeCard();

// As it is printed, in groups of four. `packed` must be a packed code.
std::string FormatCard(absl::string_view packed);

// What a person typed or a camera read, packed. Takes small letters, and blanks and hyphens
// anywhere. INVALID_ARGUMENT `REASON_CARD_MALFORMED` if characters are missing, too many, none of
// the 32, or the check character doesn't fit; the code isn't repeated in the message.
absl::StatusOr<std::string> ParseCard(absl::string_view typed);

// Whether `bytes` are a packed code. For what comes from elsewhere.
bool IsPackedCard(absl::string_view bytes);

// By what a server and tablets know a card: BLAKE2b of the packed code and the questionnaire's id,
// keyed with the round's id (16 bytes). 75 random bits can't be found by trying.
std::string CardHash(absl::string_view packed, absl::string_view round_id,
                     absl::string_view questionnaire);

}  // namespace sucharit::crypto
