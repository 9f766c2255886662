// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <google/protobuf/message.h>

#include <string>

namespace sucharit {

// The message as JSON, with the names of its proto, every field present, indented, ending in a line
// break. The same message gives the same bytes. 64-bit integers are strings, as protobuf's JSON has
// them.
std::string MessageToJson(const google::protobuf::Message& message);

}  // namespace sucharit
