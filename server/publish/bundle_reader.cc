// SPDX-License-Identifier: Apache-2.0
#include "server/publish/bundle_reader.h"

#include <google/protobuf/stubs/logging.h>
#include <google/protobuf/util/json_util.h>

#include "common/files/files.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/publish/bundle.h"

namespace sucharit {
namespace {

// The deepest place of a bundle: breakdowns, groups, nodes, name.
constexpr int kMostDepth = 20;

absl::Status Malformed(absl::string_view why) {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_BUNDLE_MALFORMED, why);
}

// The place behind a text that begins at `place`.
size_t BehindText(absl::string_view json, size_t place) {
  for (++place; place < json.size() && json[place] != '"'; ++place) {
    if (json[place] == '\\') ++place;
  }
  return place;
}

// Looks at brackets only, before a parser that calls itself sees them (and has a limit of its own).
bool IsTooDeep(absl::string_view json) {
  int depth = 0;
  for (size_t i = 0; i < json.size(); ++i) {
    const char character = json[i];
    if (character == '"') i = BehindText(json, i);
    if (character == '{' || character == '[') ++depth;
    if (character == '}' || character == ']') --depth;
    if (depth > kMostDepth) return true;
  }
  return false;
}

absl::Status Parse(absl::string_view json, google::protobuf::Message& message) {
  if (json.size() > kLargestBundle) return Malformed("larger than 32 MiB");
  if (IsTooDeep(json)) return Malformed("too deep");
  // The library would say on the terminal what is refused here.
  const google::protobuf::LogSilencer silence;
  const auto status =
      google::protobuf::util::JsonStringToMessage({json.data(), json.size()}, &message);
  return status.ok() ? absl::OkStatus() : Malformed("not the JSON of a bundle");
}

absl::Status CheckFormat(const v1::Bundle& bundle) {
  return bundle.format() == kBundleFormat ? absl::OkStatus() : Malformed("another format");
}

}  // namespace

absl::StatusOr<v1::Bundle> ParseBundle(absl::string_view json) {
  v1::Bundle bundle;
  RETURN_IF_ERROR(Parse(json, bundle));
  RETURN_IF_ERROR(CheckFormat(bundle));
  return bundle;
}

absl::StatusOr<v1::Bundle> ReadBundle(const std::string& path) {
  ASSIGN_OR_RETURN(const std::string json, ReadWholeFile(path, kLargestBundle));
  auto bundle = ParseBundle(json);
  if (!bundle.ok()) return Within(path, bundle.status());
  return bundle;
}

absl::StatusOr<v1::ReportSource> ReadReportSource(const std::string& path) {
  ASSIGN_OR_RETURN(const std::string json, ReadWholeFile(path, kLargestBundle));
  v1::ReportSource source;
  absl::Status status = Parse(json, source);
  if (status.ok()) status = CheckFormat(source.bundle());
  if (!status.ok()) return Within(path, status);
  return source;
}

}  // namespace sucharit
