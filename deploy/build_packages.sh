#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Builds the Debian packages sucharit-server and sucharit-tablet for Debian 12 into build/packages.
#   deploy/build_packages.sh [RELEASE]     RELEASE: the packages' own number behind the version (default: 1)
# Environment: SUCHARIT_MAINTAINER="Name <address>" says who builds them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

release=${1:-1}
if ! [[ $release =~ ^[0-9][0-9a-z.+~]*$ ]]; then
  echo "usage: deploy/build_packages.sh [RELEASE]     for example 2" >&2
  exit 2
fi
# What Debian hardens its own programs with: stack protector, checked library calls, read-only relocations.
export DEB_BUILD_MAINT_OPTIONS=hardening=+bindnow DEB_CXXFLAGS_STRIP=-g
settings=(-D CMAKE_BUILD_TYPE=Release -D BUILD_TESTING=OFF -D CMAKE_INSTALL_PREFIX=/usr
  -D "CMAKE_CXX_FLAGS=$(dpkg-buildflags --get CXXFLAGS) $(dpkg-buildflags --get CPPFLAGS)"
  -D "CMAKE_EXE_LINKER_FLAGS=$(dpkg-buildflags --get LDFLAGS)"
  -D "SUCHARIT_PACKAGE_RELEASE=$release")
[ -z "${SUCHARIT_MAINTAINER:-}" ] || settings+=(-D "SUCHARIT_MAINTAINER=$SUCHARIT_MAINTAINER")

mkdir -p build
log=build/packages.log
if ! {
  cmake -S . -B build/packages -G Ninja "${settings[@]}" &&
    cmake --build build/packages &&
    cpack --config build/packages/CPackConfig.cmake -B build/packages
} >"$log" 2>&1; then
  tail -40 "$log" >&2
  echo "build_packages: failed; the whole output is in $log" >&2
  exit 1
fi
sed -n 's|^CPack: - package: \(.*\) generated\.$|\1|p' "$log"
