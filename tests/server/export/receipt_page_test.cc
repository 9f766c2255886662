// SPDX-License-Identifier: Apache-2.0
#include "server/export/receipt_page.h"

#include <gmock/gmock.h>

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/crypto/digest.h"
#include "common/crypto/random.h"
#include "common/crypto/signature.h"
#include "common/response/receipt_code.h"
#include "common/response/receipt_list.h"
#include "common/response/sealed_content.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

// A bundle with the lists of two questionnaires, and the numbers that stand in them.
class ReceiptPageTest : public ::testing::Test {
 protected:
  ReceiptPageTest() {
    bundle_.set_round(crypto::ToHex(round_id_));
    bundle_.mutable_agency_name()->set_th("เทศบาล </script><b>");
    bundle_.mutable_agency_name()->set_en("Municipality");
    for (const char* id : {"IIT", "EIT"}) {
      v1::Instrument& instrument = *bundle_.mutable_definition()->add_instruments();
      instrument.set_id(id);
      instrument.mutable_name()->set_th(absl::StrCat("แบบวัด ", id));
      instrument.mutable_name()->set_en(absl::StrCat("questionnaire ", id));
      std::vector<std::string> hashes;
      for (int i = 0; i < 37; ++i) {
        numbers_.push_back(crypto::RandomBytes(kReceiptNumberSize));
        hashes.push_back(ReceiptHash(round_id_, numbers_.back()));
      }
      *bundle_.add_receipts() = MakeReceiptList(round_id_, id, hashes, keys_.private_key).value();
    }
  }

  // What the page says to each code, then what it says of its lists; run by Node.
  std::vector<std::string> Check(const std::vector<std::string>& codes,
                                 const std::string& language = "th") const {
    const std::string page = folder_.Write("receipts.html", ReceiptPage(bundle_));
    std::string command =
        absl::StrCat("node '", SUCHARIT_CHECK_RECEIPT_PAGE, "' '", page, "' ", language);
    for (const std::string& code : codes) absl::StrAppend(&command, " '", code, "'");
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    std::string out;
    char buffer[4096];
    while (std::fgets(buffer, sizeof buffer, pipe.get()) != nullptr) out += buffer;
    return absl::StrSplit(out, '\n');
  }

  const std::string round_id_ = crypto::RandomBytes(kRoundIdSize);
  const crypto::SigningKeyPair keys_ = crypto::GenerateSigningKeyPair();
  const testing::TemporaryFolder folder_;
  v1::Bundle bundle_;
  std::vector<std::string> numbers_;
};

TEST_F(ReceiptPageTest, FindsEveryNumberOfTheListsHoweverItIsTyped) {
  std::vector<std::string> codes;
  for (const std::string& number : numbers_) codes.push_back(FormatReceiptCode(number));
  codes[0] = absl::AsciiStrToLower(codes[0]);
  codes[1] = absl::StrCat(" ", codes[1], "  ");

  const std::vector<std::string> said = Check(codes);

  ASSERT_GE(said.size(), codes.size());
  for (size_t i = 0; i < codes.size(); ++i) {
    EXPECT_THAT(said[i], StartsWith("result counted: นับแล้ว")) << codes[i];
    EXPECT_THAT(said[i], HasSubstr(i < 37 ? "แบบวัด IIT" : "แบบวัด EIT"));
  }
}

TEST_F(ReceiptPageTest, SaysThatAnotherNumberIsNotThereAndAMistypedOneIsNone) {
  std::string mistyped = FormatReceiptCode(numbers_[0]);
  mistyped[0] = mistyped[0] == 'A' ? 'B' : 'A';
  const std::string other = FormatReceiptCode(crypto::RandomBytes(kReceiptNumberSize));

  const std::vector<std::string> said = Check({other, mistyped, "", "0O1I"}, "en");

  EXPECT_THAT(said[0], StartsWith("result absent: This code is not in the list"));
  for (size_t i = 1; i < 4; ++i) EXPECT_THAT(said[i], StartsWith("result mistyped:")) << said[i];
  EXPECT_THAT(said[4], HasSubstr("questionnaire IIT: 37 counted"));
  EXPECT_THAT(said[4], HasSubstr(crypto::ToHex(keys_.public_key)));
}

TEST_F(ReceiptPageTest, IsWholeInItselfAndTalksToNobody) {
  const std::string page = ReceiptPage(bundle_);

  for (const char* outside : {"http:", "https:", "//cdn", "src=", "href=", "fetch(", "import"}) {
    EXPECT_THAT(page, Not(HasSubstr(outside)));
  }
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
  EXPECT_THAT(page, Not(HasSubstr("</script><b>"))) << "a name must not end the script";
  EXPECT_THAT(page, Not(HasSubstr("@DATA@")));
}

}  // namespace
}  // namespace sucharit
