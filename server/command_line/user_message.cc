// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/user_message.h"

#include <google/protobuf/wrappers.pb.h>

#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/status/reason.h"
#include "common/text/utf8.h"
#include "server/command_line/reason_sentences.h"
#include "server/export/message_json.h"
#include "server/sql/postgres_place.h"

namespace sucharit {
namespace {

constexpr size_t kMaximumSubjectBytes = 400;

// For errors without a reason: from a library, or a newer server.
constexpr Say kUnforeseen{"เกิดข้อผิดพลาดที่ไม่คาดไว้ ข้อมูลที่บันทึกแล้วยังอยู่ครบ กรุณาแจ้งผู้ดูแลระบบ",
                          "something unforeseen went wrong; what was saved is safe, please tell "
                          "the operator"};
constexpr Say kUnreachable{"ติดต่อเซิร์ฟเวอร์ไม่ได้ ข้อมูลที่บันทึกแล้วยังอยู่ครบ กรุณาตรวจเครือข่ายแล้วลองใหม่",
                           "the server can't be reached; what was saved is safe, please check the "
                           "network and try again"};

// A subject may hold what a file or a server said: nothing in it may steer the terminal.
std::string Printable(absl::string_view text) {
  std::string printable(text.substr(0, kMaximumSubjectBytes));
  for (char& character : printable) {
    if (absl::ascii_iscntrl(static_cast<unsigned char>(character))) character = ' ';
  }
  while (true) {
    const size_t broken = FindBrokenText(printable);
    if (broken == printable.size()) break;
    printable[broken] = '?';
  }
  return text.size() > kMaximumSubjectBytes ? absl::StrCat(printable, "…") : printable;
}

// Places are English where they are made; their few words are known.
std::string InThai(const std::string& subject) {
  return absl::StrReplaceAll(subject, {{": line ", ": บรรทัด "},
                                       {", column ", " คอลัมน์ "},
                                       {", choice ", " ตัวเลือก "},
                                       {": item ", ": ข้อ "},
                                       {": sheet ", ": แผ่นงาน "},
                                       {", cell ", " ช่อง "},
                                       {": cell ", ": ช่อง "},
                                       {": indicator ", ": ตัวชี้วัด "}});
}

std::string SubjectText(const absl::Status& status, Language language) {
  const std::string subject = Printable(SubjectOf(status));
  return language == Language::kThai ? InThai(subject) : subject;
}

Say SentenceOf(const absl::Status& status) {
  if (ReasonOf(status) == v1::REASON_CONFIG_MALFORMED) {
    const std::optional<Say> advice = sql::DatabaseAdvice(SubjectOf(status));
    if (advice) return *advice;
  }
  const std::optional<Say> sentence = SentenceFor(ReasonOf(status));
  if (sentence) return *sentence;
  return status.code() == absl::StatusCode::kUnavailable ? kUnreachable : kUnforeseen;
}

std::string NameOf(const absl::Status& status) {
  if (ReasonOf(status) != v1::REASON_UNSPECIFIED) return v1::Reason_Name(ReasonOf(status));
  return absl::StatusCodeToString(status.code());
}

std::string Sentence(const absl::Status& status, Language language) {
  const std::string subject = SubjectText(status, language);
  return absl::StrCat(subject, subject.empty() ? "" : ": ", SentenceOf(status).In(language));
}

std::string JsonString(const std::string& text) {
  google::protobuf::StringValue value;
  value.set_value(text);
  return MessageToJson(value);
}

}  // namespace

std::string UserMessage(const absl::Status& status, Language language) {
  return absl::StrCat(Sentence(status, language), " [", NameOf(status), "]");
}

std::string ErrorJson(const absl::Status& status, Language language) {
  const std::string subject = JsonString(Printable(SubjectOf(status)));
  const std::string message = JsonString(Sentence(status, language));
  return absl::StrCat("{\"reason\": \"", NameOf(status), "\", \"subject\": ", subject,
                      ", \"message\": ", message, "}\n");
}

}  // namespace sucharit
