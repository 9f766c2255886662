// SPDX-License-Identifier: Apache-2.0
#include <google/protobuf/text_format.h>

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "server/xlsform/xlsform.h"

namespace sucharit {
namespace {

// On one line, so that nothing gets out of the comment that it is put into.
std::string OneLine(absl::string_view text) {
  std::string line(text);
  for (char& character : line) {
    if (absl::ascii_iscntrl(static_cast<unsigned char>(character))) character = ' ';
  }
  return line;
}

}  // namespace

std::string DefinitionFile(const FormImport& form, absl::string_view source_name) {
  google::protobuf::TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  std::string text;
  printer.PrintToString(form.assessment->definition(), &text);
  const std::string version =
      form.form_version.empty() ? "" : absl::StrCat(", version ", OneLine(form.form_version));
  return absl::StrCat("# proto-file: sucharit/v1/assessment.proto\n",
                      "# proto-message: sucharit.v1.Definition\n#\n",
                      "# Imported from the XLSForm ", OneLine(source_name), version, ".\n",
                      "# What the form doesn't say stands under `unverified` at the end: please "
                      "check it.\n\n",
                      text);
}

}  // namespace sucharit
