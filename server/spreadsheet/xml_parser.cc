// SPDX-License-Identifier: Apache-2.0
#include "server/spreadsheet/xml_parser.h"

#include <expat.h>

#include "absl/strings/str_cat.h"
#include "server/spreadsheet/spreadsheet_faults.h"

namespace sucharit {
namespace {

// Between a namespace and a name. No namespace holds it.
constexpr char kSeparator = '\n';

// What isn't finished within so many bytes is kept in memory by expat until it is.
constexpr int64_t kMaximumTokenBytes = int64_t{1} << 20;

absl::string_view LocalName(absl::string_view name) {
  const size_t separator = name.rfind(kSeparator);
  return separator == absl::string_view::npos ? name : name.substr(separator + 1);
}

}  // namespace

const char* XmlAttributes::Find(absl::string_view name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2) {
    if (LocalName(pair[0]) == name) return pair[1];
  }
  return nullptr;
}

bool XmlAttributes::Has(absl::string_view name) const { return Find(name) != nullptr; }

absl::string_view XmlAttributes::Get(absl::string_view name) const {
  const char* value = Find(name);
  return value == nullptr ? absl::string_view() : absl::string_view(value);
}

// expat calls these with the parser object.
struct XmlParser::Callbacks {
  static void OnStart(void* self, const char* name, const char** attributes) {
    auto& parser = *static_cast<XmlParser*>(self);
    if (++parser.depth_ > kMaximumXmlDepth) {
      parser.Stop(TooLargeWorkbook("elements nested too deep", parser.Place()));
    }
    if (!parser.status_.ok()) return;
    parser.Stop(parser.handler_.OnStart(LocalName(name), XmlAttributes(attributes)));
  }

  static void OnEnd(void* self, const char* name) {
    auto& parser = *static_cast<XmlParser*>(self);
    --parser.depth_;
    if (parser.status_.ok()) parser.Stop(parser.handler_.OnEnd(LocalName(name)));
  }

  static void OnText(void* self, const char* text, int size) {
    auto& parser = *static_cast<XmlParser*>(self);
    if (!parser.status_.ok()) return;
    parser.Stop(parser.handler_.OnText(absl::string_view(text, static_cast<size_t>(size))));
  }

  // A document type could define entities that grow without end, or name files and addresses.
  static void OnDoctype(void* self, const char*, const char*, const char*, int) {
    auto& parser = *static_cast<XmlParser*>(self);
    if (parser.status_.ok()) {
      parser.Stop(MalformedWorkbook("a document type isn't allowed", parser.Place()));
    }
  }
};

void XmlParser::Freer::operator()(XML_ParserStruct* parser) const { XML_ParserFree(parser); }

XmlParser::XmlParser(absl::string_view part, XmlHandler& handler)
    : part_(part), handler_(handler), parser_(XML_ParserCreateNS(nullptr, kSeparator)) {
  if (parser_ == nullptr) {
    status_ = absl::ResourceExhaustedError("no memory for an XML parser");
    return;
  }
  XML_SetUserData(parser_.get(), this);
  XML_SetElementHandler(parser_.get(), Callbacks::OnStart, Callbacks::OnEnd);
  XML_SetCharacterDataHandler(parser_.get(), Callbacks::OnText);
  XML_SetStartDoctypeDeclHandler(parser_.get(), Callbacks::OnDoctype);
}

void XmlParser::Stop(const absl::Status& status) {
  if (status.ok()) return;
  status_ = status;
  XML_StopParser(parser_.get(), XML_FALSE);
}

absl::Status XmlParser::Parse(absl::string_view piece, bool is_last) {
  if (!status_.ok()) return status_;
  fed_ += static_cast<int64_t>(piece.size());
  const XML_Status parsed = XML_Parse(parser_.get(), piece.data(), static_cast<int>(piece.size()),
                                      is_last ? XML_TRUE : XML_FALSE);
  if (!status_.ok()) return status_;
  if (parsed != XML_STATUS_OK) {
    status_ = MalformedWorkbook(XML_ErrorString(XML_GetErrorCode(parser_.get())), Place());
  } else if (fed_ - XML_GetCurrentByteIndex(parser_.get()) > kMaximumTokenBytes) {
    status_ = TooLargeWorkbook("a tag or comment is too long", Place());
  }
  return status_;
}

std::string XmlParser::Place() const {
  return absl::StrCat(part_, ", line ", XML_GetCurrentLineNumber(parser_.get()));
}

}  // namespace sucharit
