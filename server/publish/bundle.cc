// SPDX-License-Identifier: Apache-2.0
#include "server/publish/bundle.h"

#include <string>

#include "absl/time/civil_time.h"
#include "common/crypto/digest.h"

namespace sucharit {
namespace {

std::string DayText(int32_t day) { return absl::FormatCivilTime(absl::CivilDay(1970, 1, 1) + day); }

}  // namespace

v1::Bundle MakeBundle(const BundleParts& parts, const Publication& publication) {
  v1::Bundle bundle;
  bundle.set_format(kBundleFormat);
  bundle.set_round(crypto::ToHex(parts.round.round_id));
  bundle.set_agency_code(parts.agency.code());
  *bundle.mutable_agency_name() = parts.agency.name();
  bundle.set_first_day(DayText(parts.round.first_day));
  bundle.set_last_day(DayText(parts.round.last_day));
  *bundle.mutable_definition() = parts.assessment.definition();
  for (const v1::Population& population : parts.round.populations) {
    v1::BundlePopulation* size = bundle.add_populations();
    size->set_questionnaire(population.questionnaire());
    size->set_size(population.size());
  }
  bundle.set_offline_key(parts.round.custody == v1::KEY_CUSTODY_OFFLINE);
  *bundle.mutable_totals() = {parts.totals.begin(), parts.totals.end()};
  *bundle.mutable_scores() = publication.scores();
  *bundle.mutable_answers() = {parts.answers.begin(), parts.answers.end()};
  return bundle;
}

}  // namespace sucharit
