// SPDX-License-Identifier: Apache-2.0
//
// Where a PostgreSQL database is, as the configuration's `database` says it, and whether the way
// there is safe.
#pragma once

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/text/language.h"

namespace sucharit::sql {

// INVALID_ARGUMENT `REASON_CONFIG_MALFORMED`, the subject naming the setting, for a `place`
//  - that libpq can't read, or that holds a password ("database"), which would end up in backups
//    and support mails;
//  - that names a service ("database: service"), because what that stands for lies elsewhere;
//  - of which any host isn't this machine, unless `sslmode` is verify-full or verify-ca
//    ("database: sslmode"): the database's password, tallies and cards' hashes would go in the
//    clear, or to whoever stands in between.
// What the environment (PGHOST, PGSSLMODE and others) adds counts as if it stood there. Connects to
// nothing, and repeats nothing of `place`.
absl::Status CheckPlace(const std::string& place);

// The error of a connection that wasn't made. `message` is libpq's. UNAVAILABLE, so that tablets
// try again: `REASON_CONFIG_MALFORMED` if the server's certificate is at fault ("database:
// sslrootcert", "database: host") or the server has no TLS ("ssl"), else
// `REASON_STORAGE_NOT_WRITABLE`.
absl::Status NotConnected(absl::string_view message);

// What a person is told to do about a refusal of these two by its subject; nullopt if it is none.
std::optional<Say> DatabaseAdvice(absl::string_view subject);

}  // namespace sucharit::sql
