// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <grpcpp/channel.h>

#include <memory>
#include <string>

#include "client/core/identity.h"

namespace sucharit {

// A connection that trusts `authority_pem` alone and proves itself with the tablet's certificate.
std::shared_ptr<grpc::Channel> OpenChannel(const Identity& identity);

// The same without a certificate, for enrolment.
std::shared_ptr<grpc::Channel> OpenAnonymousChannel(const std::string& address,
                                                    const std::string& authority_pem);

}  // namespace sucharit
