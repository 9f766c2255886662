// SPDX-License-Identifier: Apache-2.0
#include "common/crypto/card_code.h"

#include <sodium.h>

#include <array>
#include <cstdint>
#include <cstdlib>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/crypto/bytes.h"
#include "common/crypto/random.h"
#include "common/crypto/secret.h"
#include "common/status/reason.h"

namespace sucharit::crypto {
namespace {

constexpr absl::string_view kCharacters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
constexpr size_t kDataCharacters = 15;
constexpr size_t kGroup = 4;
constexpr unsigned kBitsOfACharacter = 5;

// Leaves only the 75 bits of a code in 10 bytes.
constexpr uint8_t kBitsOfTheLastByte = 0xe0;

// The values 0 to 31 of a code's characters, the check character last. Wiped when it goes.
class Values {
 public:
  Values() = default;
  Values(const Values&) = delete;
  Values& operator=(const Values&) = delete;
  ~Values() { sodium_memzero(values_.data(), values_.size()); }

  uint8_t& operator[](size_t place) { return values_[place]; }
  uint8_t operator[](size_t place) const { return values_[place]; }
  static constexpr size_t size() { return kDataCharacters + 1; }

 private:
  std::array<uint8_t, kDataCharacters + 1> values_{};
};

// Multiplies by the generator of GF(32) = GF(2)[x] / (x^5 + x^2 + 1), whose first 31 powers differ.
uint8_t TimesGenerator(uint8_t value) {
  const unsigned doubled = static_cast<unsigned>(value) << 1U;
  return static_cast<uint8_t>((doubled & 0x20U) != 0 ? doubled ^ 0x25U : doubled);
}

// The weight of a place is a power of the generator, another one for each of the 16 places. A wrong
// character changes the weighted sum, because no weight is zero; a swap of two different ones does,
// because their weights differ.
uint8_t CheckValue(const Values& values) {
  uint8_t sum = 0;
  for (size_t i = 0; i < kDataCharacters; ++i) {
    sum = static_cast<uint8_t>(TimesGenerator(sum) ^ values[i]);
  }
  return TimesGenerator(sum);
}

void ReadPacked(absl::string_view packed, Values& values) {
  for (size_t bit = 0; bit < kDataCharacters * kBitsOfACharacter; ++bit) {
    const auto byte = static_cast<uint8_t>(packed[bit / 8]);
    const unsigned one = (static_cast<unsigned>(byte) >> (7 - bit % 8)) & 1U;
    uint8_t& value = values[bit / kBitsOfACharacter];
    value = static_cast<uint8_t>((static_cast<unsigned>(value) << 1U) | one);
  }
}

std::string Pack(const Values& values) {
  std::string packed(kPackedCardSize, '\0');
  for (size_t bit = 0; bit < kDataCharacters * kBitsOfACharacter; ++bit) {
    const unsigned value = values[bit / kBitsOfACharacter];
    const unsigned one = (value >> (kBitsOfACharacter - 1 - bit % kBitsOfACharacter)) & 1U;
    unsigned char& byte = Bytes(packed)[bit / 8];
    byte = static_cast<unsigned char>(byte | (one << (7 - bit % 8)));
  }
  return packed;
}

absl::Status Malformed(absl::string_view why) {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_CARD_MALFORMED, why);
}

absl::Status ReadTyped(absl::string_view typed, Values& values) {
  size_t place = 0;
  for (const char c : typed) {
    if (absl::ascii_isspace(static_cast<unsigned char>(c)) || c == '-') continue;
    const size_t value = kCharacters.find(absl::ascii_toupper(static_cast<unsigned char>(c)));
    if (value == absl::string_view::npos) return Malformed("a character that no card has");
    if (place == Values::size()) return Malformed("too many characters for a card");
    values[place++] = static_cast<uint8_t>(value);
  }
  return place == Values::size() ? absl::OkStatus() : Malformed("too few characters for a card");
}

}  // namespace

std::string MakeCard() {
  std::string packed = RandomBytes(kPackedCardSize);
  packed.back() = static_cast<char>(static_cast<uint8_t>(packed.back()) & kBitsOfTheLastByte);
  return packed;
}

std::string FormatCard(absl::string_view packed) {
  Values values;
  ReadPacked(packed, values);
  values[kDataCharacters] = CheckValue(values);
  std::string code;
  code.reserve(Values::size() + Values::size() / kGroup);
  for (size_t i = 0; i < Values::size(); ++i) {
    if (i > 0 && i % kGroup == 0) code.push_back('-');
    code.push_back(kCharacters[values[i]]);
  }
  return code;
}

absl::StatusOr<std::string> ParseCard(absl::string_view typed) {
  Values values;
  const absl::Status read = ReadTyped(typed, values);
  if (!read.ok()) return read;
  if (values[kDataCharacters] != CheckValue(values)) {
    return Malformed("the card's check character doesn't fit");
  }
  return Pack(values);
}

bool IsPackedCard(absl::string_view bytes) {
  return bytes.size() == kPackedCardSize &&
         (static_cast<uint8_t>(bytes.back()) & static_cast<uint8_t>(~kBitsOfTheLastByte)) == 0;
}

std::string CardHash(absl::string_view packed, absl::string_view round_id,
                     absl::string_view questionnaire) {
  RequireSodium();
  std::string card = absl::StrCat(packed, questionnaire);
  std::string hash(kCardHashSize, '\0');
  // Fails only for keys of a wrong length, which no input decides.
  if (crypto_generichash(Bytes(hash), hash.size(), Bytes(card), card.size(), Bytes(round_id),
                         round_id.size()) != 0) {
    abort();
  }
  Wipe(card);
  return hash;
}

}  // namespace sucharit::crypto
