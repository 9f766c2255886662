// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/watch.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/crypto/certificate.h"
#include "common/files/files.h"
#include "common/files/free_space.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/operations/served_certificate.h"

namespace sucharit {
namespace {

// Less than that, and the next checkpoint of the log may not fit.
constexpr int64_t kLeastFreeBytes = int64_t{64} << 20;

std::optional<double> SizeOf(const std::string& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (error) return std::nullopt;
  return static_cast<double>(size);
}

std::optional<double> FreeAt(const std::string& folder) {
  const auto free = FreeBytesAt(folder);
  if (!free.has_value()) return std::nullopt;
  return static_cast<double>(*free);
}

// Read anew each time: a certificate may be renewed while the server runs.
std::optional<double> CertificateEnds(const v1::ServerConfig& config) {
  const auto shown = ShownCertificate(config);
  if (!shown.ok()) return std::nullopt;
  const auto ends = crypto::CertificateEnds(*shown);
  if (!ends.ok()) return std::nullopt;
  return static_cast<double>(absl::ToUnixSeconds(*ends));
}

}  // namespace

Watch::Watch(const v1::ServerConfig& config, ServerDatabase& database)
    : config_(config), database_(database) {
  metrics_.AddReading("sucharit_disk_free_bytes", "Room left where the data folder lies",
                      [folder = config.data_folder()] { return FreeAt(folder); });
  metrics_.AddReading("sucharit_database_bytes", "Size of the database",
                      [folder = config.data_folder()] { return SizeOf(folder + "/sucharit.db"); });
  metrics_.AddReading(
      "sucharit_database_log_bytes", "Size of the database's write-ahead log",
      [folder = config.data_folder()] { return SizeOf(folder + "/sucharit.db-wal"); });
  metrics_.AddReading("sucharit_certificate_ends_seconds",
                      "When the server's certificate ends, in seconds since 1970",
                      [config] { return CertificateEnds(config); });
}

void Watch::CountCommitsOf(Intake& intake) {
  intake.WatchCommits([this](const CommitFigures& figures) {
    metrics_.CountCommit(figures.boxes, figures.time);
    for (size_t i = 0; i < figures.failed_batches; ++i) metrics_.CountFailedBatch();
  });
}

absl::Status Watch::Start() {
  if (config_.watch_address().empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(endpoint_, WatchEndpoint::Listen(config_.watch_address(), metrics_,
                                                    [this] { return Health(); }));
  if (config_.watch_address_file().empty()) return absl::OkStatus();
  return WriteFileAtomically(config_.watch_address_file(), endpoint_->address());
}

absl::Status Watch::Health() {
  RETURN_IF_ERROR(database_.Lock()->Execute("SELECT COUNT(*) FROM installation"));
  const auto free = FreeBytesAt(config_.data_folder());
  if (!free.has_value() || *free >= kLeastFreeBytes) return absl::OkStatus();
  return Refused(absl::StatusCode::kResourceExhausted, v1::REASON_STORAGE_FULL,
                 "too little room for the database");
}

}  // namespace sucharit
