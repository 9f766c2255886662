// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/caller_network.h"

#include <arpa/inet.h>

#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"

namespace sucharit {
namespace {

constexpr size_t kIpv6Prefix = 8;

// "fe80::1" of "[fe80::1%eth0]".
std::string BareIpv6(absl::string_view host) {
  absl::ConsumePrefix(&host, "[");
  absl::ConsumeSuffix(&host, "]");
  return std::string(host.substr(0, host.find('%')));
}

}  // namespace

std::string NetworkOf(const std::string& peer) {
  // gRPC writes brackets as in a URI.
  const std::string plain = absl::StrReplaceAll(peer, {{"%5B", "["}, {"%5D", "]"}, {"%25", "%"}});
  absl::string_view host = absl::string_view(plain).substr(0, plain.rfind(':'));
  if (absl::ConsumePrefix(&host, "ipv4:")) return std::string(host);
  if (!absl::ConsumePrefix(&host, "ipv6:")) return "";
  in6_addr address{};
  if (inet_pton(AF_INET6, BareIpv6(host).c_str(), &address) != 1) return "";
  return std::string(reinterpret_cast<const char*>(address.s6_addr), kIpv6Prefix);
}

}  // namespace sucharit
