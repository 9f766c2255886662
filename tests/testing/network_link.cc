// SPDX-License-Identifier: Apache-2.0
#include "tests/testing/network_link.h"

#include <algorithm>
#include <utility>

namespace sucharit::testing {
namespace {

constexpr size_t kSegment = 1448;
constexpr size_t kHeaders = 52;  // Of IP and TCP with time stamps.
constexpr size_t kMostHeld = size_t{32} * 1024;
constexpr std::chrono::milliseconds kLeastRetransmission(200);

// What the segments of `size` bytes take of a link.
int64_t OnTheLink(size_t size) {
  return static_cast<int64_t>(size + kHeaders * ((size + kSegment - 1) / kSegment));
}

// When the bytes of one way arrive.
class Arrivals {
 public:
  void Add(size_t bytes, absl::Duration time) {
    sum_ += bytes;
    pieces_.push_back({sum_, time});
  }

  // When the end has the first `bytes` of them.
  absl::Duration Of(size_t bytes) const {
    const auto last = std::find_if(pieces_.begin(), pieces_.end(),
                                   [&](const auto& piece) { return piece.first >= bytes; });
    return bytes == 0 || last == pieces_.end() ? absl::ZeroDuration() : last->second;
  }

  absl::Duration last() const {
    return pieces_.empty() ? absl::ZeroDuration() : pieces_.back().second;
  }

 private:
  size_t sum_ = 0;
  std::vector<std::pair<size_t, absl::Duration>> pieces_;
};

size_t Index(Way way) { return way == Way::kToServer ? 0 : 1; }

}  // namespace

absl::Duration TimeOver(const NetworkLink& link, const std::vector<Piece>& pieces) {
  const absl::Duration round_trip = absl::FromChrono(link.round_trip);
  Arrivals arrivals[2];
  // Both ends may send once TCP's handshake is over.
  absl::Duration free_at[2] = {round_trip, round_trip};
  for (const Piece& piece : pieces) {
    const size_t way = Index(piece.way);
    free_at[way] = std::max(free_at[way], arrivals[1 - way].Of(piece.heard));
    if (link.bytes_per_second > 0) {
      free_at[way] += absl::Seconds(1) * OnTheLink(piece.size) / link.bytes_per_second;
    }
    arrivals[way].Add(piece.size, free_at[way] + round_trip / 2);
  }
  return std::max(arrivals[0].last(), arrivals[1].last());
}

int Turns(const std::vector<Piece>& pieces) {
  int turns = 0;
  size_t heard = 0;
  for (const Piece& piece : pieces) {
    if (piece.way != Way::kToServer || piece.heard <= heard) continue;
    heard = piece.heard;
    ++turns;
  }
  return turns;
}

void Lane::Put(const char* bytes, size_t size, Time now) {
  for (size_t first = 0; first < size; first += kSegment) {
    const size_t part = std::min(kSegment, size - first);
    free_at_ = std::max(free_at_, now);
    if (link_.bytes_per_second > 0) {
      free_at_ += std::chrono::microseconds(OnTheLink(part) * 1'000'000 / link_.bytes_per_second);
    }
    Time due = free_at_ + link_.round_trip / 2;
    ++segments_;
    if (link_.lose_one_in > 0 && segments_ % link_.lose_one_in == 0) {
      due += link_.round_trip + kLeastRetransmission;
    }
    last_due_ = std::max(last_due_, due);
    pieces_.push_back({last_due_, std::string(bytes + first, part)});
    held_ += part;
  }
}

std::string Lane::Take(Time now) {
  std::string arrived;
  while (!pieces_.empty() && pieces_.front().due <= now) {
    arrived += pieces_.front().bytes;
    held_ -= pieces_.front().bytes.size();
    pieces_.pop_front();
  }
  return arrived;
}

bool Lane::full() const { return held_ >= kMostHeld; }

}  // namespace sucharit::testing
