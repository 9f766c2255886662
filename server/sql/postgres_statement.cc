// SPDX-License-Identifier: Apache-2.0
#include "server/sql/postgres_statement.h"

#include <libpq-fe.h>

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/sql/postgres_types.h"

namespace sucharit::sql {
namespace {

constexpr int kBinary = 1;

// Numbers go over the wire with the highest byte first.
template <typename Number>
std::string BigEndian(Number value) {
  std::string bytes(sizeof(value), '\0');
  auto rest = static_cast<uint64_t>(value);
  for (size_t i = bytes.size(); i-- > 0; rest >>= 8) bytes[i] = static_cast<char>(rest & 0xff);
  return bytes;
}

int64_t FromBigEndian(absl::string_view bytes) {
  if (bytes.empty()) return 0;
  // The highest bit is the sign, whatever the width.
  uint64_t value = (static_cast<unsigned char>(bytes.front()) & 0x80U) != 0 ? ~uint64_t{0} : 0;
  for (const char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
  return static_cast<int64_t>(value);
}

bool IsNumber(Oid type) { return type == kInt8 || type == kInt4 || type == kInt2; }

}  // namespace

std::string WithDollars(absl::string_view sql) {
  std::string converted;
  int last = 0;
  bool quoted = false;
  for (size_t i = 0; i < sql.size(); ++i) {
    if (sql[i] == '\'') quoted = !quoted;
    if (sql[i] != '?' || quoted) {
      converted += sql[i];
      continue;
    }
    int number = 0;
    for (; i + 1 < sql.size() && absl::ascii_isdigit(static_cast<unsigned char>(sql[i + 1])); ++i) {
      number = number * 10 + (sql[i + 1] - '0');
    }
    if (number == 0) number = last + 1;
    last = std::max(last, number);
    absl::StrAppend(&converted, "$", number);
  }
  return converted;
}

PostgresStatement::~PostgresStatement() { PQclear(result_); }

void PostgresStatement::Bind(int64_t value) {
  types_ += kNumberLetter;
  values_.push_back(BigEndian(value));
}

void PostgresStatement::BindText(absl::string_view value) {
  if (status_.ok() && value.find('\0') != absl::string_view::npos) {
    status_ = Refused(absl::StatusCode::kInvalidArgument, v1::REASON_ARGUMENT,
                      "a text with a NUL can't be kept");
  }
  types_ += kTextLetter;
  values_.emplace_back(value);
}

void PostgresStatement::BindBlob(absl::string_view value) {
  types_ += kBlobLetter;
  values_.emplace_back(value);
}

// The array's binary form: dimensions, whether there are NULLs, the elements' type; size and first
// index of the one dimension; then each element with its length before it.
void PostgresStatement::BindBlobs(const std::vector<absl::string_view>& values) {
  std::string array;
  for (const size_t word : {size_t{1}, size_t{0}, size_t{kBytea}, values.size(), size_t{1}}) {
    array += BigEndian(static_cast<int32_t>(word));
  }
  for (const absl::string_view value : values) {
    array += BigEndian(static_cast<int32_t>(value.size()));
    array.append(value.data(), value.size());
  }
  types_ += kBlobsLetter;
  values_.push_back(std::move(array));
}

bool PostgresStatement::Step() {
  if (!status_.ok()) return false;
  if (result_ == nullptr) status_ = Run();
  return status_.ok() && ++row_ < PQntuples(result_);
}

absl::Status PostgresStatement::Run() {
  ASSIGN_OR_RETURN(const std::string name, database_.NameOf(sql_, types_));
  std::vector<const char*> values;
  std::vector<int> lengths;
  for (const std::string& value : values_) {
    values.push_back(value.data());
    lengths.push_back(static_cast<int>(value.size()));
  }
  const std::vector<int> formats(values_.size(), kBinary);
  result_ = PQexecPrepared(database_.connection_, name.c_str(), static_cast<int>(values.size()),
                           values.data(), lengths.data(), formats.data(), kBinary);
  return database_.Note(result_);
}

void PostgresStatement::Reset() {
  PQclear(result_);
  result_ = nullptr;
  row_ = -1;
  types_.clear();
  values_.clear();
}

absl::string_view PostgresStatement::Bytes(int column) const {
  if (result_ == nullptr || row_ < 0 || row_ >= PQntuples(result_)) return "";
  return absl::string_view(PQgetvalue(result_, row_, column),
                           static_cast<size_t>(PQgetlength(result_, row_, column)));
}

int64_t PostgresStatement::Int(int column) const {
  return IsNumber(PQftype(result_, column)) ? FromBigEndian(Bytes(column)) : 0;
}

}  // namespace sucharit::sql
