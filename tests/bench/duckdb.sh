#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# DuckDB as a peer of the recount: counts per choice of the same number of rows of 24 items over 500 rounds. It comes from
# npm into a temporary folder; where npm or its registry isn't there, the table says so.
#   tests/bench/duckdb.sh [--quick]
set -euo pipefail

rows=10000000
[ "${1:-}" != --quick ] || rows=1000000
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

if ! timeout 60 npm install --silent --no-audit --no-fund @duckdb/node-api >/dev/null 2>&1; then
  echo '| recount: DuckDB, as a peer | npm install failed: not measured | | | | |'
  exit 0
fi
cat >peer.mjs <<'JS'
import { DuckDBInstance } from '@duckdb/node-api';

const rows = Number(process.argv[2]);
const items = Array.from({ length: 24 }, (_, item) => `i${item + 1}`);
const connection = await (await DuckDBInstance.create(':memory:')).connect();
const answer = '(1 + floor(random() * 6))::UTINYINT';
await connection.run(`CREATE TABLE answers AS SELECT (range % 500)::USMALLINT AS round,
  ${items.map((item) => `${answer} AS ${item}`).join(', ')} FROM range(${rows}) ORDER BY 1`);
const median = async (threads) => {
  await connection.run(`SET threads = ${threads}`);
  const seconds = [];
  for (let turn = 0; turn < 5; ++turn) {
    const begin = process.hrtime.bigint();
    // An item at a time: the fastest form found.
    for (const item of items) {
      await connection.runAndReadAll(`SELECT round, ${item}, count(*) FROM answers GROUP BY ALL`);
    }
    seconds.push(Number(process.hrtime.bigint() - begin) / 1e9);
  }
  return seconds.sort((a, b) => a - b)[2].toFixed(3);
};
console.log(`| recount: DuckDB, ${rows} rows in memory, as a peer | ${await median(1)} s on one thread, ` +
  `${await median(2)} s on two | | | | |`);
JS
node peer.mjs "$rows"
