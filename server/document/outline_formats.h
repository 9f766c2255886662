// SPDX-License-Identifier: Apache-2.0
//
// Shapes as SVG and PNG. Only for this folder.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "server/document/drawing.h"

namespace sucharit::document {

// An <svg> element without ids, hidden from screen readers: what stands around it says what it
// shows.
std::string ShapesToSvg(const std::vector<Shape>& shapes, double width, double height);

// On white. INTERNAL if cairo fails.
absl::StatusOr<std::string> ShapesToPng(const std::vector<Shape>& shapes, double width,
                                        double height, double scale);

}  // namespace sucharit::document
