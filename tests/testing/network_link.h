// SPDX-License-Identifier: Apache-2.0
//
// A slow and lossy network, as far as two ends of TCP connections notice it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "absl/time/time.h"

namespace sucharit::testing {

struct NetworkLink {
  std::chrono::milliseconds round_trip{0};
  int64_t bytes_per_second = 0;  // In each direction; 0 if there is no limit.

  // Of so many segments one is lost, and comes again a round trip and TCP's least waiting time
  // later, with all that followed it. 0 for none.
  int lose_one_in = 0;
};

enum class Way { kToServer, kToClient };

// Bytes that an end sent at once.
struct Piece {
  Way way;
  size_t size;
  size_t heard;  // Bytes of the other way that had reached the sender by then.
};

// How long that would have taken over the link, beginning with TCP's handshake, if both ends
// computed in no time. What an end sends counts as an answer to all that it had heard by then, so
// this is never too short. Each segment carries its headers.
absl::Duration TimeOver(const NetworkLink& link, const std::vector<Piece>& pieces);

// How often the client sent something after it had heard something new.
int Turns(const std::vector<Piece>& pieces);

// Bytes on their way in one direction.
class Lane {
 public:
  using Time = std::chrono::steady_clock::time_point;

  explicit Lane(const NetworkLink& link) : link_(link) {}

  void Put(const char* bytes, size_t size, Time now);

  // What has arrived by now; empty if nothing.
  std::string Take(Time now);

  bool empty() const { return pieces_.empty(); }

  // Whether the sender has to wait until something has arrived.
  bool full() const;

  // When the next bytes arrive; only if there are any.
  Time next() const { return pieces_.front().due; }

 private:
  struct Flight {
    Time due;
    std::string bytes;
  };

  const NetworkLink link_;
  std::deque<Flight> pieces_;
  size_t held_ = 0;
  int64_t segments_ = 0;
  Time free_at_{};
  Time last_due_{};
};

}  // namespace sucharit::testing
