// SPDX-License-Identifier: Apache-2.0
//
// sucharit: the administrator's command line.
#include <iostream>

#include "server/command_line/run_command_line.h"

int main(int argc, char** argv) {
  return sucharit::RunCommandLine(argc, argv, std::cout, std::cerr);
}
