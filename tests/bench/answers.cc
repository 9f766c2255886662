// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/answers.h"

#include <algorithm>
#include <thread>

#include "common/crypto/random.h"
#include "common/crypto/sealed_box.h"
#include "tests/server/testing/required.h"

namespace sucharit::bench {
namespace {

using testing::Required;

constexpr size_t kDifferent = 1000;

}  // namespace

std::vector<CheckedAnswers> MadeUpAnswers(const Assessment& assessment,
                                          const Instrument& instrument, size_t count) {
  std::vector<CheckedAnswers> made_up;
  for (size_t i = 0; i < count; ++i) {
    std::vector<v1::Answer> answers;
    for (const size_t place : instrument.items) {
      const Item& item = assessment.items()[place];
      if (item.kind != AnswerKind::kOneChoice) continue;
      v1::Answer& answer = answers.emplace_back();
      answer.set_item(item.id);
      const auto choices = static_cast<uint32_t>(item.choices.size());
      answer.set_choice(item.choices[crypto::RandomBelow(choices)].id);
    }
    made_up.push_back(Required(CheckAnswers(assessment, instrument, answers)));
  }
  return made_up;
}

std::vector<std::string> SealedBoxes(const RoundRecord& round, const ResponseContext& context,
                                     size_t count) {
  const std::vector<CheckedAnswers> answers =
      MadeUpAnswers(*context.assessment, *context.instrument, std::min(count, kDifferent));
  std::vector<std::string> boxes(count);
  const size_t parts = std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::thread> threads;
  for (size_t part = 0; part < parts; ++part) {
    threads.emplace_back([&, part] {
      for (size_t i = part; i < count; i += parts) {
        const std::string content = Required(EncodeContent(
            context, answers[i % answers.size()], crypto::RandomBytes(kReceiptNumberSize)));
        boxes[i] = Required(crypto::Seal(content, round.sealing_key));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  return boxes;
}

}  // namespace sucharit::bench
