// SPDX-License-Identifier: Apache-2.0
#include "server/sql/statement.h"

#include "common/status/status_macros.h"

namespace sucharit::sql {

Statement& Statement::Bind(int64_t value) {
  prepared_->Bind(value);
  return *this;
}

Statement& Statement::BindText(absl::string_view value) {
  prepared_->BindText(value);
  return *this;
}

Statement& Statement::BindBlob(absl::string_view value) {
  prepared_->BindBlob(value);
  return *this;
}

Statement& Statement::BindBlobs(const std::vector<absl::string_view>& values) {
  prepared_->BindBlobs(values);
  return *this;
}

absl::Status Statement::Run() {
  while (Step()) {
  }
  RETURN_IF_ERROR(status());
  Reset();
  return absl::OkStatus();
}

}  // namespace sucharit::sql
