// SPDX-License-Identifier: Apache-2.0
//
// The parts of a zip file, unpacked piece by piece and never further than allowed: what a file says
// of its sizes isn't believed. Only for this folder.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

struct zip;

namespace sucharit {

class ZipArchive {
 public:
  // `bytes` must outlive it. REASON_SPREADSHEET_MALFORMED, _ENCRYPTED, _TOO_LARGE with the part as
  // subject; two parts of one name are malformed, because programs would read different ones.
  static absl::StatusOr<ZipArchive> Open(absl::string_view bytes);

  bool Has(const std::string& part) const { return parts_.count(part) != 0; }

  // Calls `on_piece` with the part's bytes in order and stops at the first error. The same reasons;
  // MALFORMED if there is no such part or its check sum is wrong.
  absl::Status Read(const std::string& part,
                    const std::function<absl::Status(absl::string_view)>& on_piece);

 private:
  struct Closer {
    void operator()(zip* archive) const;
  };

  ZipArchive() = default;
  absl::Status AddPart(uint64_t index);

  std::unique_ptr<zip, Closer> archive_;
  std::map<std::string, uint64_t> parts_;
  size_t unpacked_ = 0;  // Bytes of all parts that were read.
};

}  // namespace sucharit
