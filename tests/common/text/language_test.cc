// SPDX-License-Identifier: Apache-2.0
#include "common/text/language.h"

#include <gtest/gtest.h>
#include <stdlib.h>

namespace sucharit {
namespace {

class LanguageTest : public ::testing::Test {
 protected:
  void SetUp() override {
    unsetenv("SUCHARIT_LANGUAGE");
    unsetenv("LANG");
  }
};

TEST_F(LanguageTest, IsThaiIfNothingIsSaid) {
  EXPECT_EQ(LanguageFromEnvironment(), Language::kThai);
}

TEST_F(LanguageTest, IsEnglishInAnEnglishLocale) {
  setenv("LANG", "en_GB.UTF-8", 1);

  EXPECT_EQ(LanguageFromEnvironment(), Language::kEnglish);
}

TEST_F(LanguageTest, PrefersTheProgramsOwnVariable) {
  setenv("LANG", "en_GB.UTF-8", 1);
  setenv("SUCHARIT_LANGUAGE", "th", 1);

  EXPECT_EQ(LanguageFromEnvironment(), Language::kThai);
}

TEST_F(LanguageTest, PrefersTheOptionInBothSpellings) {
  setenv("SUCHARIT_LANGUAGE", "th", 1);
  const char* separate[] = {"program", "verb", "--language", "en"};
  const char* joined[] = {"program", "--language=en"};

  EXPECT_EQ(ChooseLanguage(4, separate), Language::kEnglish);
  EXPECT_EQ(ChooseLanguage(2, joined), Language::kEnglish);
}

TEST_F(LanguageTest, IgnoresALanguageThatItDoesNotSpeak) {
  const char* arguments[] = {"program", "--language", "fr"};

  EXPECT_EQ(ChooseLanguage(3, arguments), Language::kThai);
}

TEST_F(LanguageTest, SaysEachTextInTheLanguageAskedFor) {
  constexpr Say kText = {"ครับ", "yes"};

  EXPECT_STREQ(kText.In(Language::kThai), "ครับ");
  EXPECT_STREQ(kText.In(Language::kEnglish), "yes");
}

}  // namespace
}  // namespace sucharit
