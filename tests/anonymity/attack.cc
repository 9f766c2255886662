// SPDX-License-Identifier: Apache-2.0
#include "tests/anonymity/attack.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

namespace sucharit::testing {
namespace {

constexpr double kNormal95 = 1.96;

// People by the order in which they came, and by what their boxes are called.
std::vector<Person> ByArrival(const Evidence& evidence) { return evidence.people; }

std::vector<Person> ByBox(const Evidence& evidence) {
  std::vector<Person> people = evidence.people;
  std::sort(people.begin(), people.end(),
            [](const Person& a, const Person& b) { return a.box_id < b.box_id; });
  return people;
}

std::vector<Person> Backwards(std::vector<Person> people) {
  std::reverse(people.begin(), people.end());
  return people;
}

// What was said in the order in which it stands in the files, whatever tables they hold.
std::vector<std::string> ByPlaceInFiles(std::vector<std::string> said, const FolderCopy& files) {
  std::map<std::string, size_t> places;
  for (const std::string& each : said) {
    size_t before = 0;
    for (const auto& [name, contents] : files) {
      const size_t at = contents.find(each);
      if (at != std::string::npos) places.emplace(each, before + at);
      before += contents.size();
    }
  }
  std::sort(said.begin(), said.end(),
            [&](const std::string& a, const std::string& b) { return places[a] < places[b]; });
  return said;
}

size_t Hits(const std::vector<Person>& people, const std::vector<std::string>& said,
            std::string Person::*truth) {
  size_t hits = 0;
  for (size_t i = 0; i < std::min(people.size(), said.size()); ++i) {
    if (people[i].*truth == said[i]) ++hits;
  }
  return hits;
}

}  // namespace

const std::vector<Attack>& Attacks() {
  static const auto* attacks = new std::vector<Attack>{
      {"texts in the order of arrival",
       [](const Evidence& e) { return Hits(ByArrival(e), e.stored_words, &Person::words); }},
      {"texts in the reverse order of arrival",
       [](const Evidence& e) {
         return Hits(Backwards(ByArrival(e)), e.stored_words, &Person::words);
       }},
      {"texts in the order of boxes",
       [](const Evidence& e) { return Hits(ByBox(e), e.stored_words, &Person::words); }},
      {"rows in the order of arrival",
       [](const Evidence& e) { return Hits(ByArrival(e), e.stored_rows, &Person::row); }},
      {"rows in the reverse order of arrival",
       [](const Evidence& e) {
         return Hits(Backwards(ByArrival(e)), e.stored_rows, &Person::row);
       }},
      {"rows in the order of boxes",
       [](const Evidence& e) { return Hits(ByBox(e), e.stored_rows, &Person::row); }},
      {"texts by place in the files at close, in the order of arrival",
       [](const Evidence& e) {
         return Hits(ByArrival(e), ByPlaceInFiles(e.stored_words, e.closed), &Person::words);
       }},
      {"texts by place in the files at close, in the order of boxes",
       [](const Evidence& e) {
         return Hits(ByBox(e), ByPlaceInFiles(e.stored_words, e.closed), &Person::words);
       }},
      {"texts by place in the files at the end, in the order of arrival",
       [](const Evidence& e) {
         return Hits(ByArrival(e), ByPlaceInFiles(e.stored_words, e.published), &Person::words);
       }},
      {"texts by place in the files at the end, in the order of boxes", [](const Evidence& e) {
         return Hits(ByBox(e), ByPlaceInFiles(e.stored_words, e.published), &Person::words);
       }}};
  return *attacks;
}

Success SuccessOf(const std::vector<size_t>& hits) {
  const auto runs = static_cast<double>(hits.size());
  const double mean =
      static_cast<double>(std::accumulate(hits.begin(), hits.end(), size_t{0})) / runs;
  // Right guesses of a random order have mean 1 and variance 1.
  const double margin = kNormal95 / std::sqrt(runs);
  return {mean, mean - margin, mean + margin};
}

}  // namespace sucharit::testing
