// SPDX-License-Identifier: Apache-2.0
//
// A layer between SQLite and the files of a connection that only reads. SQLite asks for a database
// file page by page, with a system call for each. Where it asks for a page that follows the one
// before, as it does all along a large blob, the layer reads a larger piece at once and takes the
// next pages from there. Everything else passes through.
//
// Why no page is ever an old one. A piece is dropped whenever the connection takes or gives up a
// lock on the file or on the log's index, or changes the file; so it is used in that transaction
// alone which read it. Within one transaction it doesn't matter when a page is read from the file:
//
// - With a write-ahead log a read transaction lasts from taking a shared lock on a read mark to
//   giving it up. Which pages it takes from the log and which from the file is settled when it
//   begins. A checkpoint writes nothing into the file that is newer than the oldest mark in use:
//   only pages, therefore, that this reader takes from the log; and nothing at all while a reader
//   uses mark 0, which stands for taking all from the file. A piece may hold such a page half
//   written, but nobody asks for it. (sqlite.org: wal.html, "How WAL Works" and "Concurrency";
//   walformat.html, "WAL Locks".)
// - With a rollback journal nobody writes into the file while somebody holds a shared lock on it.
//   (lockingv3.html, "Locking".)
//
// Errors are those of the pages that are asked for: if a piece can't be read as a whole, each page
// is read by itself until the transaction ends.
#pragma once

namespace sucharit::sqlite {

// The name to give to sqlite3_open_v2 for the layer over the VFS that is the default now. Each
// connection has a piece of 64 KiB once it has read two pages that follow each other. Thread-safe.
const char* ReadAheadVfs();

}  // namespace sucharit::sqlite
