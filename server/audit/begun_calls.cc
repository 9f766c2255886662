// SPDX-License-Identifier: Apache-2.0
#include "server/audit/begun_calls.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "common/crypto/random.h"
#include "common/files/files.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

namespace fs = std::filesystem;

constexpr size_t kNameSize = 16;
constexpr mode_t kOwnerOnly = 0600;
constexpr char kEnding[] = ".call";

// Without a place in the chain, a time and an outcome.
v1::AuditLine LineOf(const AuditEntry& entry) {
  v1::AuditLine line;
  line.set_user_name(entry.user_name);
  line.set_roles(entry.roles);
  line.set_verb(entry.verb);
  line.set_subject_kind(entry.subject_kind);
  line.set_subject(entry.subject);
  line.set_agency_code(entry.agency_code);
  return line;
}

// A file that can't be read stands for a call, too.
AuditEntry EntryOf(const absl::StatusOr<std::string>& bytes) {
  v1::AuditLine line;
  AuditEntry entry;
  entry.outcome = "UNKNOWN";
  if (!bytes.ok() || !line.ParseFromString(*bytes)) return entry;
  entry.user_name = line.user_name();
  entry.roles = line.roles();
  entry.verb = line.verb();
  entry.subject_kind = line.subject_kind();
  entry.subject = line.subject();
  entry.agency_code = line.agency_code();
  return entry;
}

}  // namespace

absl::StatusOr<std::string> BegunCalls::Begin(const AuditEntry& entry) const {
  RETURN_IF_ERROR(MakeFolder(folder_));
  std::string name = crypto::ToHex(crypto::RandomBytes(kNameSize)) + kEnding;
  RETURN_IF_ERROR(WriteFileAtomically(absl::StrCat(folder_, "/", name),
                                      LineOf(entry).SerializeAsString(), kOwnerOnly));
  return name;
}

// Not waited for: one that a power cut brings back adds a line to the one that is there.
void BegunCalls::End(const std::string& name) const {
  std::error_code ignored;
  fs::remove(absl::StrCat(folder_, "/", name), ignored);
}

absl::Status BegunCalls::NoteLeft(AuditLog& log) const {
  std::vector<std::string> left;
  std::error_code error;
  for (fs::directory_iterator file(folder_, error), end; !error && file != end;
       file.increment(error)) {
    if (file->path().extension() == kEnding) left.push_back(file->path().filename().string());
  }
  std::sort(left.begin(), left.end());
  for (const std::string& name : left) {
    RETURN_IF_ERROR(log.Append(EntryOf(ReadWholeFile(absl::StrCat(folder_, "/", name)))));
    End(name);
  }
  return absl::OkStatus();
}

}  // namespace sucharit
