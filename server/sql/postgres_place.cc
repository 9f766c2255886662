// SPDX-License-Identifier: Apache-2.0
#include "server/sql/postgres_place.h"

#include <arpa/inet.h>
#include <libpq-fe.h>

#include <memory>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit::sql {
namespace {

constexpr char kPlace[] = "database";
constexpr char kService[] = "database: service";
constexpr char kMode[] = "database: sslmode";
constexpr char kAuthority[] = "database: sslrootcert";
constexpr char kName[] = "database: host";
constexpr char kServersTls[] = "ssl";

using Options = std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)>;

struct SubjectAdvice {
  const char* subject;
  Say advice;
};

constexpr SubjectAdvice kAdvice[] = {
    {kService,
     {"กรุณาเขียนเครื่องและฐานข้อมูลลงในที่อยู่โดยตรง แทนชื่อ service",
      "please write the host and the database into the address itself, not a service's name"}},
    {kMode,
     {"ฐานข้อมูลอยู่คนละเครื่อง และไม่มีสิ่งใดรับรองว่าเป็นเครื่องที่ถูกต้องและไม่มีใครอ่านระหว่างทาง "
      "กรุณาเติม sslmode=verify-full และ sslrootcert=ไฟล์ผู้ออกใบรับรอง ลงในที่อยู่ "
      "(deploy/cluster/README.md)",
      "the database is on another machine, and nothing makes sure that it is the right one and "
      "that nobody reads along; please add sslmode=verify-full and sslrootcert=FILE, the authority "
      "of its certificate, to the address (deploy/cluster/README.md)"}},
    {kAuthority,
     {"ใบรับรองของฐานข้อมูลไม่ได้ออกโดยผู้ออกใบรับรองในไฟล์นี้ หมดอายุ หรืออ่านไฟล์นี้ไม่ได้ ยังไม่มีข้อมูลใดถูกส่ง "
      "กรุณาใส่ใบรับรองของผู้ออกที่ถูกต้องในไฟล์นี้ หากถูกต้องแล้วอาจมีเครื่องอื่นคั่นกลาง",
      "the database's certificate isn't from the authority in this file or has run out, or the "
      "file can't be read; nothing was sent. Please put the right authority's certificate there; "
      "if it is right, another machine may stand in between"}},
    {kName,
     {"ใบรับรองของฐานข้อมูลเป็นของชื่อเครื่องอื่น ยังไม่มีข้อมูลใดถูกส่ง กรุณาเขียนชื่อเครื่องในที่อยู่ให้ตรงกับใบรับรอง "
      "หรือออกใบรับรองให้ชื่อเครื่องนั้น",
      "the database's certificate is for another machine's name; nothing was sent. Please write "
      "the name in the certificate into the address, or give that machine a certificate for its "
      "name"}},
    {kServersTls,
     {"ฐานข้อมูลไม่ได้เปิด TLS ยังไม่มีข้อมูลใดถูกส่ง กรุณาตั้ง ssl = on ที่เครื่องฐานข้อมูล "
      "(deploy/cluster/sucharit.conf)",
      "the database's machine speaks no TLS; nothing was sent. Please set ssl = on there "
      "(deploy/cluster/sucharit.conf)"}},
};

absl::Status Malformed(absl::string_view why, absl::string_view setting) {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_CONFIG_MALFORMED, why, setting);
}

const PQconninfoOption* Find(const Options& options, absl::string_view name) {
  const PQconninfoOption* option = options.get();
  while (option->keyword != nullptr && option->keyword != name) ++option;
  return option;
}

bool Gives(const Options& options, absl::string_view name) {
  return Find(options, name)->val != nullptr;
}

// What holds in the end: the environment adds what isn't given.
std::string ValueOf(const Options& given, const Options& defaults, absl::string_view name) {
  const char* value = Find(Gives(given, name) ? given : defaults, name)->val;
  return value == nullptr ? "" : value;
}

// Whether connections to it stay within this machine. An empty host is the socket in Debian's
// folder.
bool IsHere(const std::string& host) {
  constexpr uint32_t kLoopback = 127;
  if (host.empty() || host.front() == '/' || host.front() == '@') return true;
  in_addr four{};
  if (inet_pton(AF_INET, host.c_str(), &four) == 1) return ntohl(four.s_addr) >> 24 == kLoopback;
  in6_addr six{};
  if (inet_pton(AF_INET6, host.c_str(), &six) == 1) return IN6_IS_ADDR_LOOPBACK(&six);
  return absl::EqualsIgnoreCase(host, "localhost");
}

// An address goes before the host's name of the same place in the list.
bool AllAreHere(const std::string& hosts, const std::string& addresses) {
  std::vector<std::string> ends = absl::StrSplit(hosts, ',');
  const std::vector<std::string> given = absl::StrSplit(addresses, ',');
  if (ends.size() < given.size()) ends.resize(given.size());
  for (size_t i = 0; i < ends.size(); ++i) {
    const bool named_by_address = i < given.size() && !given[i].empty();
    if (!IsHere(named_by_address ? given[i] : ends[i])) return false;
  }
  return true;
}

absl::Status CheckWay(const Options& given) {
  const Options defaults(PQconndefaults(), &PQconninfoFree);
  if (defaults == nullptr) return absl::ResourceExhaustedError("no memory");
  const std::string mode = ValueOf(given, defaults, "sslmode");
  if (mode == "verify-full" || mode == "verify-ca") return absl::OkStatus();
  if (AllAreHere(ValueOf(given, defaults, "host"), ValueOf(given, defaults, "hostaddr"))) {
    return absl::OkStatus();
  }
  return Malformed("a database on another machine needs sslmode=verify-full and sslrootcert=FILE",
                   kMode);
}

// libpq marks with an asterisk what mustn't be seen.
absl::Status RefusePasswords(const Options& given) {
  for (const PQconninfoOption* option = given.get(); option->keyword != nullptr; ++option) {
    if (option->val == nullptr || absl::string_view(option->dispchar) != "*") continue;
    return Malformed(
        "a password doesn't belong there: put it into a file that only the server can read, and "
        "name that with ?passfile=",
        kPlace);
  }
  return absl::OkStatus();
}

// "SSL error: certificate verify failed", or one of the signature where another authority has the
// same name. An alert comes from the other side, a version is agreed on before any certificate, and
// a server that goes away leaves an end of file.
bool IsOfTheAuthority(absl::string_view message) {
  if (absl::StrContains(message, "root certificate file")) return true;
  if (!absl::StrContains(message, "SSL error: ")) return false;
  for (const absl::string_view other : {" alert ", "version", "protocol", " eof "}) {
    if (absl::StrContains(message, other)) return false;
  }
  return true;
}

// Of several hosts each has a line of its own; one whose certificate is at fault decides.
const char* SettingAtFault(absl::string_view message) {
  if (absl::StrContains(message, "does not match host name")) return kName;
  if (IsOfTheAuthority(message)) return kAuthority;
  return absl::StrContains(message, "server does not support SSL") ? kServersTls : nullptr;
}

}  // namespace

absl::Status CheckPlace(const std::string& place) {
  char* error = nullptr;
  const Options given(PQconninfoParse(place.c_str(), &error), &PQconninfoFree);
  PQfreemem(error);  // It repeats the place, which may hold a password.
  if (given == nullptr) {
    return Malformed("not an address such as postgresql://USER@HOST/DATABASE", kPlace);
  }
  RETURN_IF_ERROR(RefusePasswords(given));
  if (Gives(given, "service")) return Malformed("a service's name is no place", kService);
  return CheckWay(given);
}

absl::Status NotConnected(absl::string_view message) {
  // Says where and why, before anything was sent; libpq puts no password into it.
  const std::string why = absl::StrCat("PostgreSQL: ", absl::StripSuffix(message, "\n"));
  const char* setting = SettingAtFault(message);
  if (setting == nullptr) {
    return Refused(absl::StatusCode::kUnavailable, v1::REASON_STORAGE_NOT_WRITABLE, why);
  }
  return Refused(absl::StatusCode::kUnavailable, v1::REASON_CONFIG_MALFORMED, why, setting);
}

std::optional<Say> DatabaseAdvice(absl::string_view subject) {
  for (const SubjectAdvice& entry : kAdvice) {
    // A configuration's file may stand before it.
    if (subject == entry.subject || absl::EndsWith(subject, absl::StrCat(": ", entry.subject))) {
      return entry.advice;
    }
  }
  return std::nullopt;
}

}  // namespace sucharit::sql
