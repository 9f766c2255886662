// SPDX-License-Identifier: Apache-2.0
//
// XML from untrusted bytes, piece by piece: no tree is built, and nothing outside of the bytes is
// ever read. Only for this folder.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

struct XML_ParserStruct;

namespace sucharit {

constexpr int kMaximumXmlDepth = 64;

// The attributes of one element; valid while it is announced.
class XmlAttributes {
 public:
  // Pairs of name and value, then null, as expat gives them.
  explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}

  // The value of the attribute, whatever its namespace; empty if there is none.
  absl::string_view Get(absl::string_view name) const;
  bool Has(absl::string_view name) const;

 private:
  const char* Find(absl::string_view name) const;

  const char** pairs_;
};

// Is told what a document holds, in order. Names come without their namespace. The first error ends
// the reading.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual absl::Status OnStart(absl::string_view name, const XmlAttributes& attributes) = 0;
  virtual absl::Status OnEnd(absl::string_view) { return absl::OkStatus(); }
  // A text may come in several pieces.
  virtual absl::Status OnText(absl::string_view) { return absl::OkStatus(); }
};

// Reads one document. REASON_SPREADSHEET_MALFORMED with "PART, line L": not well-formed, a document
// type, or an encoding that isn't known; REASON_SPREADSHEET_TOO_LARGE: nested too deep, or a tag or
// comment of more than 1 MiB; or what the handler refuses.
class XmlParser {
 public:
  // `handler` must outlive it.
  XmlParser(absl::string_view part, XmlHandler& handler);
  XmlParser(const XmlParser&) = delete;
  XmlParser& operator=(const XmlParser&) = delete;

  absl::Status Feed(absl::string_view piece) { return Parse(piece, false); }
  absl::Status Finish() { return Parse("", true); }

 private:
  struct Freer {
    void operator()(XML_ParserStruct* parser) const;
  };
  struct Callbacks;

  absl::Status Parse(absl::string_view piece, bool is_last);
  void Stop(const absl::Status& status);
  std::string Place() const;

  std::string part_;
  XmlHandler& handler_;
  std::unique_ptr<XML_ParserStruct, Freer> parser_;
  absl::Status status_;
  int depth_ = 0;
  int64_t fed_ = 0;  // Bytes.
};

}  // namespace sucharit
