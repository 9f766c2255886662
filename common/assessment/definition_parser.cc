// SPDX-License-Identifier: Apache-2.0
#include "common/assessment/definition_parser.h"

#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/stubs/logging.h>
#include <google/protobuf/text_format.h>
#include <google/protobuf/unknown_field_set.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

// A definition is five messages deep.
constexpr int kDeepest = 16;

absl::Status Malformed(absl::string_view message, absl::string_view subject) {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_DEFINITION_MALFORMED, message,
                 subject);
}

absl::Status CheckSize(absl::string_view contents) {
  if (contents.size() <= kLargestDefinition) return absl::OkStatus();
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_DEFINITION_TOO_LARGE,
                 "a definition has at most 4 MiB", absl::StrCat(contents.size(), " bytes"));
}

// Keeps the first error; the ones after it mostly follow from it.
class FirstError : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, int column, const std::string& message) override {
    if (!status_.ok()) return;
    status_ = Malformed(message, absl::StrCat("line ", line + 1, ", column ", column + 1));
  }
  void AddWarning(int /*line*/, int /*column*/, const std::string& /*message*/) override {}

  const absl::Status& status() const { return status_; }

 private:
  absl::Status status_;
};

// The name of a message's type that holds an unknown field; empty if there is none.
std::string TypeWithUnknownField(const google::protobuf::Message& message) {
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  if (!reflection.GetUnknownFields(message).empty()) return message.GetDescriptor()->name();
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const google::protobuf::FieldDescriptor* field : fields) {
    if (field->cpp_type() != google::protobuf::FieldDescriptor::CPPTYPE_MESSAGE) continue;
    const int count = field->is_repeated() ? reflection.FieldSize(message, field) : 1;
    for (int i = 0; i < count; ++i) {
      std::string found = TypeWithUnknownField(
          field->is_repeated() ? reflection.GetRepeatedMessage(message, field, i)
                               : reflection.GetMessage(message, field));
      if (!found.empty()) return found;
    }
  }
  return "";
}

}  // namespace

absl::StatusOr<v1::Definition> ParseDefinitionText(absl::string_view text) {
  RETURN_IF_ERROR(CheckSize(text));
  const google::protobuf::LogSilencer silence;
  FirstError error;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&error);
  parser.SetRecursionLimit(kDeepest);
  google::protobuf::io::ArrayInputStream input(text.data(), static_cast<int>(text.size()));
  v1::Definition definition;
  const bool parsed = parser.Parse(&input, &definition);
  RETURN_IF_ERROR(error.status());
  if (!parsed) return Malformed("not protobuf text", "line 1, column 1");
  return definition;
}

absl::StatusOr<v1::Definition> ParseDefinitionBytes(absl::string_view bytes) {
  RETURN_IF_ERROR(CheckSize(bytes));
  // Protobuf would print where a text isn't UTF-8.
  const google::protobuf::LogSilencer silence;
  v1::Definition definition;
  if (!definition.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return Malformed("not a serialized definition", "definition");
  }
  const std::string type = TypeWithUnknownField(definition);
  if (!type.empty()) return Malformed("an unknown field", type);
  return definition;
}

}  // namespace sucharit
