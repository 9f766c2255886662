// SPDX-License-Identifier: Apache-2.0
//
// A respondent writes a word that stands nowhere else. Every file that the app could write, in its
// folder, its user's folders and the folder for temporary files, is searched for it after each
// letter and after finishing.
#include <gtest/gtest.h>

#include <QtQml/qqmlextensionplugin.h>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QGuiApplication>
#include <QQmlEngine>
#include <QQuickItem>
#include <QQuickStyle>
#include <QQuickView>
#include <QStringEncoder>
#include <QTest>
#include <vector>

#include "client/ui/fonts.h"
#include "tests/qml/stage.h"
#include "tests/qml/tablet_fixture.h"
#include "tests/testing/temporary_folder.h"

Q_IMPORT_QML_PLUGIN(SucharitPlugin)

namespace sucharit::testing {
namespace {

// No part of it stands in the program or its texts.
const QString& Planted() {
  static const QString kPlanted = QStringLiteral("Zqxjgwomฃฅฬฒฆ");
  return kPlanted;
}

// What is shorter stands in a file by chance.
constexpr int kShortest = 5;

QByteArray Encoded(const QString& text, QStringConverter::Encoding encoding) {
  return QStringEncoder(encoding)(text);
}

// As text in memory and on disk is written.
std::vector<QByteArray> PlainForms(const QString& text) {
  return {text.toUtf8(), Encoded(text, QStringConverter::Utf16LE),
          Encoded(text, QStringConverter::Utf16BE)};
}

// The same wrapped as bytes are when they must be text.
std::vector<QByteArray> AllForms(const QString& text) {
  std::vector<QByteArray> forms = PlainForms(text);
  for (const QByteArray& plain : PlainForms(text)) {
    forms.push_back(plain.toHex());
    forms.push_back(plain.toHex().toUpper());
    forms.push_back(plain.toPercentEncoding());
    // Base64 depends on where in a group of three the word begins.
    for (int skipped = 0; skipped < 3; ++skipped) {
      const qsizetype length = (plain.size() - skipped) / 3 * 3;
      forms.push_back(plain.mid(skipped, length).toBase64());
    }
  }
  return forms;
}

// The files below `folder` in which one of the forms stands.
QStringList FilesWith(const std::vector<QByteArray>& forms, const QString& folder) {
  QStringList found;
  for (QDirIterator files(folder, QDir::Files | QDir::Hidden | QDir::System,
                          QDirIterator::Subdirectories);
       files.hasNext();) {
    QFile file(files.next());
    if (!file.open(QIODevice::ReadOnly)) continue;
    const QByteArray bytes = file.readAll();
    for (const QByteArray& form : forms) {
      if (bytes.contains(form)) found << file.fileName();
    }
  }
  return found;
}

QString Root() { return qEnvironmentVariable("HOME"); }

std::string InWords(const QStringList& files) {
  return files.join(QStringLiteral(", ")).toStdString();
}

class PlantedWordTest : public ::testing::Test {
 protected:
  PlantedWordTest() {
    view_.engine()->addImportPath(QStringLiteral("qrc:/qt/qml"));
    view_.setResizeMode(QQuickView::SizeRootObjectToView);
    TabletFixture::RetranslateWith(view_.engine());
    fixture_.openSurvey();
    view_.setInitialProperties({{QStringLiteral("tablet"), QVariant::fromValue(tablet())}});
    view_.setSource(QUrl(QStringLiteral("qrc:/qt/qml/Sucharit/Shell.qml")));
    view_.resize(800, 1280);
    view_.show();
    view_.requestActivate();
    EXPECT_TRUE(QTest::qWaitForWindowActive(&view_));
  }

  TabletViewModel* tablet() { return fixture_.tablet(); }
  FormViewModel* form() { return tablet()->form(); }

  void WaitFor(const std::function<bool()>& condition) { ASSERT_TRUE(QTest::qWaitFor(condition)); }

  void Choose(int choice) {
    form()->choose(choice);
    WaitFor([this] { return form()->canGoOn(); });
    form()->next();
  }

  // Up to the free text that a low satisfaction calls for.
  void GoToTheText() {
    tablet()->handOver(0);
    tablet()->staffQuestions()->choose(0, 1);
    tablet()->handOverNow();
    tablet()->begin();
    Choose(0);
    Choose(0);
    Choose(1);
    Choose(1);
    ASSERT_EQ(form()->kind(), QStringLiteral("text"));
    auto* const field = FindShown(*view_.rootObject(), QStringLiteral("textField"));
    ASSERT_NE(field, nullptr);
    field->forceActiveFocus();
  }

  void Finish() {
    form()->next();
    form()->next();
    WaitFor([this] { return tablet()->page() == QLatin1String("ReviewPage"); });
    form()->finish();
    WaitFor([this] { return tablet()->page() == QLatin1String("ThankYouPage"); });
  }

  TabletFixture fixture_;
  QQuickView view_;
};

TEST_F(PlantedWordTest, StandsInNoFileInPlainTextAtAnyTimeAndInNoFormAfterFinishing) {
  ASSERT_NO_FATAL_FAILURE(GoToTheText());
  QString typed;
  for (const QChar letter : Planted()) {
    typed += letter;
    tablet()->keyboard()->type(letter);
    ASSERT_NO_FATAL_FAILURE(WaitFor([this] { return form()->typedIsSaved(); }));
    ASSERT_EQ(form()->typed(), typed);
    if (typed.size() < kShortest) continue;
    const QStringList files = FilesWith(PlainForms(typed), Root());
    ASSERT_TRUE(files.isEmpty()) << typed.size() << " letters: " << InWords(files);
  }
  ASSERT_TRUE(fixture_.hasDraft());

  ASSERT_NO_FATAL_FAILURE(Finish());

  EXPECT_EQ(fixture_.waitingOnDisk(), 1);
  EXPECT_FALSE(fixture_.hasDraft());
  const QStringList files = FilesWith(AllForms(Planted()), Root());
  EXPECT_TRUE(files.isEmpty()) << InWords(files);
}

TEST_F(PlantedWordTest, IsInNoFileOfAResponseThatWasStopped) {
  ASSERT_NO_FATAL_FAILURE(GoToTheText());
  tablet()->keyboard()->type(Planted());
  ASSERT_NO_FATAL_FAILURE(WaitFor([this] { return form()->typedIsSaved(); }));

  form()->abandon();
  ASSERT_NO_FATAL_FAILURE(
      WaitFor([this] { return tablet()->page() == QLatin1String("StoppedPage"); }));

  EXPECT_FALSE(fixture_.hasDraft());
  const QStringList files = FilesWith(AllForms(Planted()), Root());
  EXPECT_TRUE(files.isEmpty()) << InWords(files);
}

TEST(PlantedWordSearchTest, FindsTheWordInEveryForm) {
  const TemporaryFolder folder;
  const std::vector<QByteArray> forms = AllForms(Planted());
  for (size_t i = 0; i < forms.size(); ++i) {
    const QByteArray contents = "before" + forms[i] + "after";
    folder.Write(std::to_string(i), contents.toStdString());
  }

  EXPECT_GE(static_cast<size_t>(FilesWith(forms, Root()).size()), forms.size());
}

}  // namespace
}  // namespace sucharit::testing

// Everything that a program of this user writes goes into a new folder.
int main(int argc, char* argv[]) {
  const sucharit::testing::TemporaryFolder root;
  const QByteArray folder = QByteArray::fromStdString(root.path());
  for (const char* name : {"HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME",
                           "XDG_STATE_HOME", "XDG_RUNTIME_DIR"}) {
    qputenv(name, folder);
  }
  qputenv("QT_QPA_PLATFORM", "offscreen");
  qputenv("QT_QUICK_BACKEND", "software");
  QQuickStyle::setStyle(QStringLiteral("Basic"));
  const QGuiApplication application(argc, argv);
  ::testing::InitGoogleTest(&argc, argv);
  return sucharit::UseThaiFont() ? RUN_ALL_TESTS() : 1;
}
