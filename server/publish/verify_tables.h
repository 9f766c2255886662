// SPDX-License-Identifier: Apache-2.0
//
// The parts of VerifyBundle that aren't scores. Each adds what it checked, and what differs, to
// `check`. Only for this folder.
#pragma once

#include "common/assessment/assessment.h"
#include "server/publish/verify_bundle.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// One line for each questionnaire; received = counted + card_refused + not_valid + late; no item
// has more answers than responses were counted.
void CheckTotals(const Assessment& assessment, const v1::Bundle& bundle, BundleCheck& check);

// No table has more answers than responses were counted. Its parts are choices of its item in their
// order, each part empty or not smaller than the minimum group; where one choice is taken they are
// all choices and add up to those who answered.
void CheckAnswerTables(const Assessment& assessment, const v1::Bundle& bundle, BundleCheck& check);

// Each group has at least the minimum group; an item's score is its sum divided by its answers, and
// an indicator's the mean of its items.
void CheckBreakdowns(const Assessment& assessment, const v1::Bundle& bundle, BundleCheck& check);

}  // namespace sucharit
