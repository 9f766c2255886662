// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/publish/round_conduct.h"
#include "server/rounds/key_folder.h"
#include "server/rounds/rounds.h"
#include "server/store/agency_store.h"
#include "server/store/publication_store.h"
#include "server/store/result_store.h"
#include "server/store/round_store.h"
#include "server/store/turns.h"
#include "sucharit/v1/admin.pb.h"

namespace sucharit {

// Where JSON files of what is published lie, in the data folder and in that of backups.
inline constexpr char kPublicationsFolder[] = "publications";

// What is done around a publication so that it isn't lost. Thread-safe.
class PublicationKeeper {
 public:
  virtual ~PublicationKeeper() = default;

  // Its error keeps the round from being published.
  virtual absl::Status BeforePublication(absl::string_view round_id) = 0;

  // The round is published.
  virtual absl::Status AfterPublication(absl::string_view round_id) = 0;
};

// Imported scores, the scores of a counted round, and their publication. Thread-safe.
class Results {
 public:
  // All must outlive the object.
  Results(ServerDatabase& database, const KeyFolder& keys, Rounds& rounds)
      : agencies_(database),
        conduct_(database),
        publications_(database),
        results_(database),
        round_store_(database),
        turns_(database),
        keys_(keys),
        rounds_(rounds) {}

  // From now on publications are kept by `keeper`, which must outlive the object.
  void KeepPublicationsBy(PublicationKeeper& keeper) { keeper_ = &keeper; }

  // See v1.AdminService.ImportScores.
  absl::Status Import(const v1::ImportScoresRequest& request);

  // See ListImportedScores.
  absl::StatusOr<v1::ListImportedScoresResponse> Imported(absl::string_view round_id);

  // See GetScores. Computed from the tallies until publication, from then on as published.
  absl::StatusOr<v1::GetScoresResponse> Scores(absl::string_view round_id);

  // See PublishRound.
  absl::StatusOr<v1::PublishRoundResponse> Publish(absl::string_view round_id);

  // Destroys the keys of rounds that are published or cancelled, in case a publication was cut off
  // before that, and of open rounds whose key is kept off the server, in case somebody has put an
  // old key folder back. Called at start.
  absl::Status DestroySpentKeys();

 private:
  absl::StatusOr<v1::Scores> Compute(const RoundRecord& round, const Assessment& assessment);
  absl::Status PublishClosed(const RoundRecord& round);
  absl::StatusOr<v1::Bundle> BundleOf(const RoundRecord& round, const Assessment& assessment,
                                      const std::vector<v1::Totals>& totals);

  AgencyStore agencies_;
  RoundConduct conduct_;
  PublicationStore publications_;
  ResultStore results_;
  RoundStore round_store_;
  Turns turns_;
  const KeyFolder& keys_;
  Rounds& rounds_;
  PublicationKeeper* keeper_ = nullptr;
  std::mutex
      mutex_;  // And a turn: no import between the computing of scores and their publication.
};

}  // namespace sucharit
