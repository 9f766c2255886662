// SPDX-License-Identifier: Apache-2.0
#include "tests/crash/server_process.h"

#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>
#include <vector>

#include "absl/strings/str_join.h"
#include "common/crypto/sealed_box.h"
#include "common/enrolment/ticket.h"
#include "common/response/sealed_content.h"
#include "tests/server/testing/required.h"
#include "tests/server/testing/server_for_tests.h"

namespace sucharit::testing {
namespace {

constexpr int64_t kMostBoxes = 1'000'000;

std::string Receive(int socket) {
  std::array<char, 65536> buffer{};
  const ssize_t got = recv(socket, buffer.data(), buffer.size(), 0);
  return got <= 0 ? std::string() : std::string(buffer.data(), static_cast<size_t>(got));
}

// Never empty, so that the other side can tell it from the end.
void Send(int socket, const std::string& message) {
  const std::string bytes = ":" + message;
  if (send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL) < 0) _exit(1);
}

// The server and what it is asked, in its own process.
class Questions {
 public:
  Questions() {
    server_.WithCore([this](CoreForTests& core) {
      v1::CreateRoundRequest round = SmallRound();
      round.add_card_questionnaires("S");
      round_ = core.OpenRound(round);
      v1::MakeCardsRequest request;
      request.set_round_id(round_.round_id);
      request.set_questionnaire("S");
      request.set_count(ServerProcess::kCards);
      for (const v1::MadeCard& card : Required(core.cards.Make(request))) {
        cards_.push_back(card.code());
      }
    });
  }

  std::string Answer(const std::string& question) {
    if (question == "where") return server_.folder.path() + " " + server_.address();
    if (question == "ticket") return FormatTicket(server_.Ticket());
    if (question == "new") return NewResponses();
    return cards_.at(std::stoul(question.substr(question.find(' ') + 1)));
  }

 private:
  std::string NewResponses() {
    const auto beside = Required(ServerDatabase::OpenBeside(server_.config().data_folder()));
    std::vector<std::string> found;
    for (const StoredBox& box :
         Required(BoxStore(*beside).InTime(round_.round_id, "S", "", kMostBoxes))) {
      if (seen_.insert(box.box_id).second) found.push_back(Open(box.box));
    }
    std::sort(found.begin(), found.end());
    return absl::StrJoin(found, " ");
  }

  std::string Open(const std::string& box) const {
    const KeyFolder keys(server_.config().key_folder());
    const crypto::Secret key = Required(keys.SealingKey(round_.round_id));
    const Assessment assessment = SmallAssessment();
    const ResponseContext context{round_.round_id, &assessment, assessment.FindInstrument("S")};
    const CheckedResponse response =
        Required(DecodeContent(context, Required(crypto::OpenBox(box, round_.sealing_key, key))));
    std::string answers;
    for (const AnswerValue& answer : response.answers.values()) {
      answers += std::to_string(std::get<uint8_t>(answer));
    }
    return answers;
  }

  ServerForTests server_;
  RoundRecord round_;
  std::vector<std::string> cards_;
  std::set<std::string> seen_;
};

}  // namespace

ServerProcess::ServerProcess() {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) abort();
  pid_ = fork();
  if (pid_ == 0) {
    close(ends[0]);
    {
      Questions questions;
      for (std::string question = Receive(ends[1]); !question.empty();
           question = Receive(ends[1])) {
        Send(ends[1], questions.Answer(question.substr(1)));
      }
    }
    _exit(0);
  }
  close(ends[1]);
  socket_ = ends[0];
  const std::string where = Ask("where");
  folder_ = where.substr(0, where.find(' '));
  address_ = where.substr(where.find(' ') + 1);
}

ServerProcess::~ServerProcess() {
  close(socket_);
  waitpid(pid_, nullptr, 0);
}

std::string ServerProcess::Ask(const std::string& question) {
  Send(socket_, question);
  const std::string answer = Receive(socket_);
  if (answer.empty()) abort();
  return answer.substr(1);
}

}  // namespace sucharit::testing
