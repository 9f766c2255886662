// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "tests/server/testing/core_for_tests.h"
#include "tests/server/testing/required.h"

namespace sucharit::testing {

// A round of the small definition, and what tests of publication do with it.
class RoundToPublish : public ::testing::Test {
 protected:
  static void Add(v1::ImportScoresRequest& request, const std::string& part,
                  const std::string& node, const std::string& score) {
    v1::ImportedScore* imported = request.add_scores();
    imported->set_part(part);
    imported->set_node(node);
    imported->set_score(score);
  }

  // Collects `responses`, imports all that is needed besides, and closes.
  void CloseWith(int responses) {
    core_.InsertValid(device_id_, round_, responses);
    v1::ImportScoresRequest request;
    request.set_round_id(round_.round_id);
    Add(request, "S-2", "1", "90");
    Add(request, "C", "C1", "100");
    Add(request, "C", "C2", "50");
    request.mutable_scores(2)->set_evidence("https://agency.example/o19");
    request.mutable_scores(2)->set_note("ครบบางส่วน");
    Require(core_.results.Import(request));
    Require(core_.Close(round_).status());
  }

  // The same, and publishes.
  v1::Bundle PublishWith(int responses) {
    CloseWith(responses);
    Require(core_.results.Publish(round_.round_id).status());
    return Required(core_.published.Bundle(round_.round_id));
  }

  CoreForTests core_;
  const RoundRecord round_ = core_.OpenRound();
  const std::string device_id_ = core_.AddDevice("Counter 1");
};

}  // namespace sucharit::testing
