// SPDX-License-Identifier: Apache-2.0
#include "server/backup/backup_file.h"

#include <google/protobuf/stubs/logging.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "common/crypto/sealed_box.h"
#include "common/crypto/stream_seal.h"
#include "common/files/files.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr absl::string_view kMagic = "sucharit-backup-1\n";
constexpr size_t kKeyIdSize = 8;
constexpr size_t kPiece = size_t{64} * 1024;
constexpr size_t kLengthSize = 4;
constexpr size_t kLargestManifest = size_t{16} << 20;

absl::Status Malformed(absl::string_view why) {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_BACKUP_MALFORMED, why);
}

absl::Status Unreadable(const std::string& path) {
  return Refused(absl::StatusCode::kNotFound, v1::REASON_FILE_UNREADABLE, "can't be read", path);
}

absl::Status Describe(const BackupPart& part, v1::BackupFile& file) {
  crypto::Sha256Stream digest;
  int64_t size = 0;
  RETURN_IF_ERROR(ForEachPiece(part.path, kPiece, [&](absl::string_view bytes) {
    digest.Add(bytes);
    size += static_cast<int64_t>(bytes.size());
    return absl::OkStatus();
  }));
  file.set_name(part.name);
  file.set_size(size);
  file.set_digest(digest.Finish());
  return absl::OkStatus();
}

std::string WithLength(const std::string& manifest) {
  std::string framed;
  for (int shift = 24; shift >= 0; shift -= 8) {
    framed.push_back(static_cast<char>((manifest.size() >> shift) & 0xff));
  }
  return framed + manifest;
}

// Cuts what it is given into pieces of one size.
class PieceWriter {
 public:
  PieceWriter(crypto::StreamSealer& sealer, const ByteSink& sink) : sealer_(sealer), sink_(sink) {}

  absl::Status Add(absl::string_view bytes) {
    waiting_.append(bytes.data(), bytes.size());
    // A full piece waits for what follows: it may be the last.
    while (waiting_.size() > kPiece) {
      RETURN_IF_ERROR(
          sink_(sealer_.Seal(absl::string_view(waiting_).substr(0, kPiece), /*last=*/false)));
      waiting_.erase(0, kPiece);
    }
    return absl::OkStatus();
  }

  absl::Status Finish() { return sink_(sealer_.Seal(waiting_, /*last=*/true)); }

 private:
  crypto::StreamSealer& sealer_;
  const ByteSink& sink_;
  std::string waiting_;
};

// Below the folder, made of plain letters: a backup may come from anybody who has the public key.
bool IsSafeName(const std::string& name) {
  constexpr absl::string_view kLetters =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./";
  return !name.empty() && name.front() != '/' && name.back() != '/' &&
         name.find("..") == std::string::npos && name.find("//") == std::string::npos &&
         name.find_first_not_of(kLetters.data(), 0, kLetters.size()) == std::string::npos;
}

absl::Status CheckManifest(const v1::BackupManifest& manifest) {
  if (manifest.format() != kBackupFormat) return Malformed("another format");
  std::set<std::string> names;
  for (const v1::BackupFile& file : manifest.files()) {
    if (!IsSafeName(file.name()) || !names.insert(file.name()).second || file.size() < 0) {
      return Malformed("a file that can't be in a backup");
    }
  }
  return absl::OkStatus();
}

// The plaintext of an encrypted file, by as many bytes as are asked for.
class PieceReader {
 public:
  static absl::StatusOr<PieceReader> Open(const std::string& path,
                                          const crypto::Secret& private_key) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return Unreadable(path);
    if (Take(file, kMagic.size()) != kMagic) return Malformed("not a backup");
    ASSIGN_OR_RETURN(const std::string public_key, crypto::SealingPublicKey(private_key));
    if (Take(file, kKeyIdSize) != crypto::KeyId(public_key)) {
      return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_BACKUP_KEY,
                     "made for another key");
    }
    auto opener = crypto::StreamOpener::Open(Take(file, crypto::kStreamHeadSize), private_key);
    if (!opener.ok()) return Malformed(opener.status().message());
    return PieceReader(std::move(file), *std::move(opener));
  }

  // At most `most` bytes; none at the end.
  absl::StatusOr<std::string> Some(size_t most) {
    if (place_ == piece_.size()) RETURN_IF_ERROR(NextPiece());
    std::string some = piece_.substr(place_, most);
    place_ += some.size();
    return some;
  }

  absl::StatusOr<std::string> Exactly(size_t size) {
    std::string bytes;
    while (bytes.size() < size) {
      ASSIGN_OR_RETURN(const std::string some, Some(size - bytes.size()));
      if (some.empty()) return Malformed("ends too early");
      bytes += some;
    }
    return bytes;
  }

  absl::Status RequireEnd() {
    ASSIGN_OR_RETURN(const std::string rest, Some(1));
    if (!rest.empty() || !opener_.ended() || !Take(file_, 1).empty()) {
      return Malformed("something follows the last file");
    }
    return absl::OkStatus();
  }

 private:
  PieceReader(std::ifstream file, crypto::StreamOpener opener)
      : file_(std::move(file)), opener_(std::move(opener)) {}

  static std::string Take(std::ifstream& file, size_t most) {
    std::string bytes(most, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(most));
    bytes.resize(static_cast<size_t>(file.gcount()));
    return bytes;
  }

  absl::Status NextPiece() {
    piece_.clear();
    place_ = 0;
    if (opener_.ended()) return absl::OkStatus();
    auto piece = opener_.Next(Take(file_, kPiece + crypto::kStreamPieceOverhead));
    if (!piece.ok()) return Malformed(piece.status().message());
    piece_ = *std::move(piece);
    return absl::OkStatus();
  }

  std::ifstream file_;
  crypto::StreamOpener opener_;
  std::string piece_;
  size_t place_ = 0;
};

absl::StatusOr<v1::BackupManifest> ReadManifest(PieceReader& reader) {
  ASSIGN_OR_RETURN(const std::string length, reader.Exactly(kLengthSize));
  size_t size = 0;
  for (const char byte : length) size = size << 8 | static_cast<unsigned char>(byte);
  if (size > kLargestManifest) return Malformed("a manifest that is too long");
  ASSIGN_OR_RETURN(const std::string bytes, reader.Exactly(size));
  const google::protobuf::LogSilencer silence;
  v1::BackupManifest manifest;
  if (!manifest.ParseFromString(bytes)) return Malformed("no manifest");
  RETURN_IF_ERROR(CheckManifest(manifest));
  return manifest;
}

absl::Status ReadFile(PieceReader& reader, const v1::BackupFile& file, const ByteSink& sink) {
  crypto::Sha256Stream digest;
  int64_t left = file.size();
  RETURN_IF_ERROR(sink(""));
  while (left > 0) {
    ASSIGN_OR_RETURN(const std::string bytes,
                     reader.Some(std::min(kPiece, static_cast<size_t>(left))));
    if (bytes.empty()) return Malformed("ends too early");
    digest.Add(bytes);
    left -= static_cast<int64_t>(bytes.size());
    RETURN_IF_ERROR(sink(bytes));
  }
  if (digest.Finish() == file.digest()) return absl::OkStatus();
  return Malformed("a file isn't what the manifest says");
}

}  // namespace

absl::Status WriteBackup(v1::BackupManifest manifest, const std::vector<BackupPart>& parts,
                         absl::string_view public_key, const ByteSink& sink) {
  manifest.set_format(kBackupFormat);
  for (const BackupPart& part : parts) RETURN_IF_ERROR(Describe(part, *manifest.add_files()));
  ASSIGN_OR_RETURN(crypto::StreamSealer sealer, crypto::StreamSealer::To(public_key));
  RETURN_IF_ERROR(sink(absl::StrCat(kMagic, crypto::KeyId(public_key), sealer.head())));
  PieceWriter writer(sealer, sink);
  RETURN_IF_ERROR(writer.Add(WithLength(manifest.SerializeAsString())));
  for (const BackupPart& part : parts) {
    RETURN_IF_ERROR(ForEachPiece(part.path, kPiece,
                                 [&](absl::string_view bytes) { return writer.Add(bytes); }));
  }
  return writer.Finish();
}

absl::StatusOr<v1::BackupManifest> ReadBackup(const std::string& path,
                                              const crypto::Secret& private_key,
                                              const FileSink& sink) {
  auto reader = PieceReader::Open(path, private_key);
  if (!reader.ok()) return Within(path, reader.status());
  auto manifest = ReadManifest(*reader);
  if (!manifest.ok()) return Within(path, manifest.status());
  for (int file = 0; file < manifest->files_size(); ++file) {
    RETURN_IF_ERROR(ReadFile(*reader, manifest->files(file),
                             [&](absl::string_view bytes) { return sink(file, bytes); }));
  }
  RETURN_IF_ERROR(reader->RequireEnd());
  return manifest;
}

}  // namespace sucharit
