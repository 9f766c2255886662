// SPDX-License-Identifier: Apache-2.0
#include "client/core/storage_space.h"

#include "common/files/free_space.h"

namespace sucharit {

int64_t FolderSpace::FreeBytes() const { return FreeBytesAt(folder_).value_or(-1); }

}  // namespace sucharit
