// SPDX-License-Identifier: Apache-2.0
#include "server/export/receipt_page.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "absl/strings/escaping.h"
#include "absl/strings/str_replace.h"
#include "common/crypto/digest.h"
#include "server/export/receipt_page_template.h"

namespace sucharit {
namespace {

nlohmann::ordered_json InBoth(const v1::Text& text) {
  return {{"th", text.th().empty() ? text.en() : text.th()},
          {"en", text.en().empty() ? text.th() : text.en()}};
}

nlohmann::ordered_json NameOf(const v1::Bundle& bundle, const std::string& questionnaire) {
  const auto& instruments = bundle.definition().instruments();
  const auto found =
      std::find_if(instruments.begin(), instruments.end(),
                   [&](const v1::Instrument& each) { return each.id() == questionnaire; });
  if (found != instruments.end()) return InBoth(found->name());
  return {{"th", questionnaire}, {"en", questionnaire}};
}

}  // namespace

std::string ReceiptPage(const v1::Bundle& bundle) {
  nlohmann::ordered_json data = {{"round", bundle.round()},
                                 {"agency", InBoth(bundle.agency_name())},
                                 {"title", InBoth(bundle.definition().title())},
                                 {"lists", nlohmann::ordered_json::array()}};
  for (const v1::ReceiptList& list : bundle.receipts()) {
    data["lists"].push_back({{"name", NameOf(bundle, list.questionnaire())},
                             {"key", crypto::ToHex(list.receipt_key())},
                             {"signature", crypto::ToHex(list.signature())},
                             {"hashes", absl::Base64Escape(list.hashes())}});
  }
  // Names may hold anything: no "<" may end the script that holds the data.
  using Handler = nlohmann::ordered_json::error_handler_t;
  const std::string json =
      absl::StrReplaceAll(data.dump(-1, ' ', false, Handler::replace), {{"<", "\\u003c"}});
  return absl::StrReplaceAll(ReceiptPageTemplate(), {{"@DATA@", json}});
}

}  // namespace sucharit
