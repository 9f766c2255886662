// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/document/document.h"

namespace sucharit::document {

// A small report with every kind of block, in the form of those that agencies publish: an upright
// section and a landscape one.
Document SampleDocument();

DistributionChart SampleDistribution();

// Three years; nothing joins the second point of "OIT" to the first.
TrendChart SampleTrend();

}  // namespace sucharit::document
