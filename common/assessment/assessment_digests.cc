// SPDX-License-Identifier: Apache-2.0
#include "common/assessment/assessment_digests.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/stubs/logging.h>
#include <openssl/evp.h>

#include <vector>

namespace sucharit {
namespace {

bool IsWording(const google::protobuf::FieldDescriptor& field) {
  return field.message_type() == v1::Text::descriptor() ||
         field.message_type() == v1::Introduction::descriptor();
}

// By type, so that a text that is added to the format later is wording without anybody thinking of
// it here.
void ClearWording(google::protobuf::Message& message) {
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const google::protobuf::FieldDescriptor* field : fields) {
    if (field->message_type() == nullptr) continue;
    if (IsWording(*field)) {
      reflection.ClearField(&message, field);
    } else if (field->is_repeated()) {
      const int count = reflection.FieldSize(message, field);
      for (int i = 0; i < count; ++i) {
        ClearWording(*reflection.MutableRepeatedMessage(&message, field, i));
      }
    } else {
      ClearWording(*reflection.MutableMessage(&message, field));
    }
  }
}

}  // namespace

std::string SerializeDefinition(const v1::Definition& definition) {
  // Protobuf would print where a text isn't UTF-8; the parser refuses it next.
  const google::protobuf::LogSilencer silence;
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream coded(&stream);
  coded.SetSerializationDeterministic(true);
  definition.SerializeToCodedStream(&coded);
  coded.Trim();
  return bytes;
}

absl::StatusOr<std::string> DigestOf(absl::string_view bytes) {
  std::string digest(static_cast<size_t>(EVP_MD_size(EVP_sha256())), '\0');
  if (EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(digest.data()),
                 nullptr, EVP_sha256(), nullptr) != 1) {
    return absl::InternalError("SHA-256 failed");
  }
  return digest;
}

absl::StatusOr<std::string> CountingDigestOf(v1::Definition definition) {
  definition.clear_topics();
  definition.clear_analysis();
  for (v1::Instrument& instrument : *definition.mutable_instruments()) {
    instrument.clear_collection();
  }
  ClearWording(definition);
  return DigestOf(SerializeDefinition(definition));
}

}  // namespace sucharit
