// SPDX-License-Identifier: Apache-2.0
//
// How the server listens: who proves what in TLS, and what a caller may take of it.
#pragma once

#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include <memory>

#include "server/rounds/key_folder.h"

namespace sucharit {

// The server's certificate and key, read anew every few seconds, so that a renewed certificate is
// taken without a restart. A tablet shows its own certificate; enrolment and people have none, so
// it isn't required here but by each call that needs it. TLS 1.3 alone if main.cc has set
// GRPC_SSL_CIPHER_SUITES. `operators` if the operator's own certificate is served
// (server/rpc/certificate_keeper.h).
std::shared_ptr<grpc::ServerCredentials> ServerCredentials(const KeyFolder& folder, bool operators);

// Limits on messages (packed ones are refused), streams, handshakes and silence. A silent
// connection holds a socket and no thread, and loses the socket after minutes; `LimitNOFILE` in the
// unit leaves room for thousands.
void LimitCallers(grpc::ServerBuilder& builder);

}  // namespace sucharit
