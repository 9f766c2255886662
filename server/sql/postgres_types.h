// SPDX-License-Identifier: Apache-2.0
//
// Only for this folder: the types that the schema and its queries use, by their fixed numbers in
// PostgreSQL's pg_type. Its header for them isn't among the client's.
#pragma once

namespace sucharit::sql {

inline constexpr unsigned int kBytea = 17;
inline constexpr unsigned int kInt8 = 20;
inline constexpr unsigned int kInt2 = 21;
inline constexpr unsigned int kInt4 = 23;
inline constexpr unsigned int kText = 25;
inline constexpr unsigned int kByteaArray = 1001;

// A statement's parameter types are written as one letter each.
inline constexpr char kNumberLetter = 'n';
inline constexpr char kTextLetter = 't';
inline constexpr char kBlobLetter = 'b';
inline constexpr char kBlobsLetter = 'B';

}  // namespace sucharit::sql
