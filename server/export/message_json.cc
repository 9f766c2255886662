// SPDX-License-Identifier: Apache-2.0
#include "server/export/message_json.h"

#include <google/protobuf/util/json_util.h>

#include <cstdlib>

namespace sucharit {

std::string MessageToJson(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  options.always_print_primitive_fields = true;
  options.preserve_proto_field_names = true;
  std::string json;
  // Fails only for messages with malformed Any or Timestamp fields, of which there are none.
  if (!google::protobuf::util::MessageToJsonString(message, &json, options).ok()) std::abort();
  return json;
}

}  // namespace sucharit
