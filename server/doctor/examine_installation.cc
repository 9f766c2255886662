// SPDX-License-Identifier: Apache-2.0
#include "server/doctor/examine_installation.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "common/crypto/certificate.h"
#include "common/files/free_space.h"
#include "common/status/reason.h"
#include "server/doctor/examine_database.h"
#include "server/operations/config.h"
#include "server/operations/served_certificate.h"

namespace sucharit {
namespace {

// A season of a small agency takes some megabytes; what fills the disk is something else, and a
// day's warning is needed to find it.
constexpr int64_t kLittleRoom = int64_t{1} << 30;
constexpr int64_t kNoRoom = int64_t{64} << 20;
constexpr absl::Duration kSoon = absl::Hours(24 * 30);
constexpr absl::Duration kOldBackup = absl::Hours(48);

std::string Megabytes(int64_t bytes) { return absl::StrCat(bytes >> 20, " MB"); }

std::string UtcDay(absl::Time time) {
  return absl::FormatTime("%Y-%m-%d", time, absl::UTCTimeZone());
}

Diagnosis Configuration(const std::string& path, const absl::Status& status) {
  constexpr Say kFine{"อ่านไฟล์การตั้งค่าได้", "the configuration can be read"};
  constexpr Say kBad{"อ่านไฟล์การตั้งค่าไม่ได้หรือมีที่ผิด", "the configuration can't be read, or has a fault"};
  constexpr Say kMend{
      "แก้บรรทัดที่ระบุ หรือสั่ง sucharit init ถ้ายังไม่เคยติดตั้ง",
      "mend the place that is named, or run `sucharit init` if that was never done"};
  if (status.ok()) return {"configuration", Condition::kWell, kFine, path, kNothingToDo};
  const std::string place = SubjectOf(status);
  return {"configuration", Condition::kWrong, kBad, place.empty() ? path : place, kMend};
}

// Whether nobody but the owner can read what lies in a folder.
Diagnosis Private(const char* id, const std::string& folder) {
  constexpr Say kFine{"มีเพียงเจ้าของที่เปิดโฟลเดอร์ได้", "only its owner can open the folder"};
  constexpr Say kMissing{"ไม่พบโฟลเดอร์", "the folder isn't there"};
  constexpr Say kFind{
      "ต่อดิสก์หรือแก้การตั้งค่าให้ตรงที่อยู่; อย่าสร้างใหม่ ถ้าเคยมีข้อมูล",
      "attach the disk or correct the configuration; don't make a new one if there was data"};
  constexpr Say kOpen{"ผู้ใช้อื่นของเครื่องเปิดโฟลเดอร์ได้",
                      "other users of the machine can open the folder"};
  constexpr Say kShut{"สั่ง chmod 700 ที่โฟลเดอร์นี้", "run `chmod 700` on it"};
  struct stat about {};
  if (stat(folder.c_str(), &about) != 0) return {id, Condition::kWrong, kMissing, folder, kFind};
  if ((about.st_mode & 0077) != 0) return {id, Condition::kWrong, kOpen, folder, kShut};
  return {id, Condition::kWell, kFine, folder, kNothingToDo};
}

Diagnosis Room(const std::string& folder) {
  constexpr Say kFine{"ดิสก์มีที่ว่างพอ", "the disk has room"};
  constexpr Say kLittle{"ดิสก์ใกล้เต็ม", "the disk is nearly full"};
  constexpr Say kFree{"ลบหรือย้ายไฟล์อื่นออก; ห้ามลบไฟล์ในโฟลเดอร์ข้อมูล แท็บเล็ตเก็บคำตอบไว้จนกว่าจะส่งได้",
                      "remove or move other files, never those of the data folder; tablets keep "
                      "responses until they "
                      "are taken"};
  constexpr Say kUnknown{"ไม่ทราบว่าดิสก์เหลือที่ว่างเท่าใด", "it can't be told how much room the disk has"};
  const auto free = FreeBytesAt(folder);
  if (!free.has_value()) return {"disk-room", Condition::kUnknown, kUnknown, folder, kNothingToDo};
  if (*free < kNoRoom) return {"disk-room", Condition::kWrong, kLittle, Megabytes(*free), kFree};
  if (*free < kLittleRoom)
    return {"disk-room", Condition::kAttention, kLittle, Megabytes(*free), kFree};
  return {"disk-room", Condition::kWell, kFine, Megabytes(*free), kNothingToDo};
}

// Whether the operator's own certificate, if there is one, could be served again after a restart.
std::optional<Diagnosis> UnfitCertificate(const v1::ServerConfig& config, absl::Time now) {
  constexpr Say kUnfit{"ใบรับรองที่กำหนดเองใช้ไม่ได้ เซิร์ฟเวอร์จะเริ่มใหม่ไม่ได้",
                       "the own certificate can't be used: the server couldn't start with it"};
  constexpr Say kMend{"แก้ไฟล์ที่ระบุตาม deploy/README.md",
                      "mend the file that is named, as deploy/README.md says"};
  if (!HasOperatorsCertificate(config)) return std::nullopt;
  const auto chain = ReadOperatorsCertificate(config);
  const absl::Status status =
      chain.ok() ? CheckOperatorsCertificate(config, *chain, now) : chain.status();
  if (status.ok()) return std::nullopt;
  return Diagnosis{"certificate", Condition::kWrong, kUnfit, SubjectOf(status), kMend};
}

Diagnosis Certificate(const v1::ServerConfig& config, absl::Time now) {
  constexpr Say kFine{"ใบรับรองของเซิร์ฟเวอร์ใช้ได้ถึง", "the server's certificate is good until"};
  constexpr Say kEnds{"ใบรับรองของเซิร์ฟเวอร์จะหมดอายุ", "the server's certificate ends"};
  constexpr Say kOver{"ใบรับรองของเซิร์ฟเวอร์หมดอายุแล้ว หรือนาฬิกาของเครื่องผิด",
                      "the server's certificate has ended, or the machine's clock is wrong"};
  constexpr Say kRenew{
      "ตรวจนาฬิกาของเครื่อง แล้วต่ออายุใบรับรองตาม deploy/README.md",
      "check the machine's clock, then renew the certificate as deploy/README.md says"};
  constexpr Say kUnknown{"อ่านใบรับรองของเซิร์ฟเวอร์ไม่ได้", "the server's certificate can't be read"};
  if (const auto unfit = UnfitCertificate(config, now); unfit.has_value()) return *unfit;
  const auto pem = ShownCertificate(config);
  const auto begins = pem.ok() ? crypto::CertificateBegins(*pem) : pem.status();
  const auto ends = pem.ok() ? crypto::CertificateEnds(*pem) : pem.status();
  if (!begins.ok() || !ends.ok()) {
    return {"certificate", Condition::kUnknown, kUnknown, config.key_folder(), kNothingToDo};
  }
  if (now < *begins || now > *ends) {
    return {"certificate", Condition::kWrong, kOver, UtcDay(*ends), kRenew};
  }
  if (*ends - now < kSoon) {
    return {"certificate", Condition::kAttention, kEnds, UtcDay(*ends), kRenew};
  }
  return {"certificate", Condition::kWell, kFine, UtcDay(*ends), kNothingToDo};
}

// When the newest file of a folder was written.
std::optional<absl::Time> NewestIn(const std::string& folder) {
  std::optional<absl::Time> newest;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    struct stat about {};
    if (!entry.is_regular_file(error) || stat(entry.path().c_str(), &about) != 0) continue;
    const absl::Time written = absl::FromUnixSeconds(about.st_mtime);
    newest = std::max(newest.value_or(written), written);
  }
  return newest;
}

Diagnosis Backup(const v1::ServerConfig& config, absl::Time now) {
  constexpr Say kFine{"มีสำเนาสำรองล่าสุดเมื่อ", "the newest backup is of"};
  constexpr Say kNone{"ยังไม่มีสำเนาสำรอง", "there is no backup"};
  constexpr Say kOld{"สำเนาสำรองล่าสุดเก่าเกินสองวัน", "the newest backup is older than two days"};
  constexpr Say kOff{"ไม่ได้ตั้งค่าสำเนาสำรองไว้", "no backups are configured"};
  constexpr Say kMake{"สั่ง sucharit backup และดูว่าตั้งเวลาทำทุกวันแล้ว",
                      "run `sucharit backup`, and see that it runs every day"};
  constexpr Say kConfigure{"สั่ง sucharit backup keygen แล้วตั้งค่า backup_key และ backup_folder",
                           "run `sucharit backup keygen`, then set backup_key and backup_folder"};
  if (config.backup_key().empty() || config.backup_folder().empty()) {
    return {"backup", Condition::kAttention, kOff, "", kConfigure};
  }
  const auto newest = NewestIn(config.backup_folder());
  if (!newest.has_value()) {
    return {"backup", Condition::kAttention, kNone, config.backup_folder(), kMake};
  }
  const bool old = now - *newest > kOldBackup;
  return {"backup", old ? Condition::kAttention : Condition::kWell, old ? kOld : kFine,
          UtcDay(*newest), old ? kMake : kNothingToDo};
}

}  // namespace

Diagnoses ExamineInstallation(const std::string& config_path, absl::Time now) {
  const auto config = LoadConfig(config_path);
  Diagnoses diagnoses = {Configuration(config_path, config.status())};
  if (!config.ok()) return diagnoses;
  diagnoses.push_back(Private("data-folder", config->data_folder()));
  diagnoses.push_back(Private("key-folder", config->key_folder()));
  diagnoses.push_back(Room(config->data_folder()));
  if (auto found = ExamineDatabase(*config); found.has_value()) diagnoses.push_back(*found);
  diagnoses.push_back(Certificate(*config, now));
  diagnoses.push_back(Backup(*config, now));
  return diagnoses;
}

}  // namespace sucharit
