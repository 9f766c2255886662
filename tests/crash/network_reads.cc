// SPDX-License-Identifier: Apache-2.0
//
// Each piece that comes from the network as a point of its own: the connection breaks there and
// what came is lost. For programs that talk through gRPC, which calls recvmsg from its own library
// and so gets this one.
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>

#include "tests/crash/faults.h"

extern "C" ssize_t recvmsg(int socket, msghdr* message, int flags) {
  using sucharit::testing::Fault;
  using sucharit::testing::Faults;
  const ssize_t got = syscall(SYS_recvmsg, socket, message, flags);
  if (got <= 0 || (flags & MSG_ERRQUEUE) != 0) return got;
  const Fault fault = Faults::Get().Next();
  if (fault == Fault::kNone || fault == Fault::kReadOnly) return got;
  errno = ECONNRESET;
  return -1;
}
