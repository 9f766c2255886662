#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Plants one forbidden and one permitted include at a time and looks at what check_dependencies.sh says.
set -euo pipefail

checker=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/check_dependencies.sh
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT

plant() {
  rm -rf "${tree:?}"/*
  mkdir -p "$tree"/{common,client/core} "$tree/$(dirname "$1")" \
    "$tree"/server/{store,intake,anonymize,scoring,publish,export,analysis,report,document,spreadsheet}
  echo "#include $2" >"$tree/$1"
}

refuses() {
  plant "$@"
  if "$checker" "$tree" 2>/dev/null; then
    echo "not refused: $2 in $1" >&2
    exit 1
  fi
}

permits() {
  plant "$@"
  "$checker" "$tree" || { echo "refused: $2 in $1" >&2; exit 1; }
}

refuses client/core/drafts.cc '<QObject>'
permits client/ui/form.h '<QtQml/QQmlEngine>'
refuses server/store/store.cc '<grpcpp/grpcpp.h>'
refuses client/core/outbox.h '"sucharit/v1/collect.grpc.pb.h"'
permits server/rpc/collect_service.h '"sucharit/v1/collect.grpc.pb.h"'
permits client/core/sync.cc '<grpcpp/channel.h>'
permits server/command_line/round.cc '<grpcpp/channel.h>'
refuses server/store/store.h '<sqlite3.h>'
permits common/sqlite/database.cc '<sqlite3.h>'
refuses server/store/store.cc '<libpq-fe.h>'
refuses server/store/store.cc '<postgresql/libpq-fe.h>'
permits server/sql/postgres.cc '<libpq-fe.h>'
refuses client/core/drafts.cc '<sodium.h>'
permits common/crypto/seal.cc '<sodium.h>'
refuses common/rpc/status.h '"server/server.h"'
refuses server/main.cc '"client/core/sync.h"'
refuses client/fleet/main.cc '"server/server.h"'
refuses client/core/library.cc '"client/ui/form.h"'
refuses server/anonymize/anonymize.cc '"server/publish/suppress.h"'
refuses server/publish/publication.cc '"server/export/csv.h"'
refuses server/export/csv.cc '"server/rpc/admin_service.h"'
refuses server/document/charts.h '"server/report/report.h"'
refuses server/report/report.cc '"server/store/row_store.h"'
refuses common/time/clock.h '"tests/testing/fake_clock.h"'
permits server/publish/publication.cc '"server/scoring/scores.h"'
