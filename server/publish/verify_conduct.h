// SPDX-License-Identifier: Apache-2.0
//
// What must hold of how a survey was conducted, whoever published it. Only for this folder.
#pragma once

#include "common/assessment/assessment.h"
#include "server/publish/verify_bundle.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// At most one account for each questionnaire. Its cards add up, and agree with its totals; a card
// was refused only where cards are taken; no figure is larger than what it is part of. More may be
// received than tablets reported as finished: a lost tablet reports nothing.
void CheckConduct(const Assessment& assessment, const v1::Bundle& bundle, BundleCheck& check);

}  // namespace sucharit
