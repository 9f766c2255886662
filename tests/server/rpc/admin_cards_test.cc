// SPDX-License-Identifier: Apache-2.0
//
// Cards over the wire: made, made void, counted when left over, and offered to tablets.
#include <gmock/gmock.h>

#include <set>

#include "common/response/card_list.h"
#include "common/status/reason.h"
#include "server/rpc/admin_service.h"
#include "tests/server/testing/required.h"
#include "tests/server/testing/server_for_tests.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::BareTablet;
using ::sucharit::testing::CoreForTests;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::IsRefusedFor;
using ::sucharit::testing::Require;
using ::sucharit::testing::Required;
using ::sucharit::testing::ServerForTests;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using Stub = v1::AdminService::Stub;

class AdminCardsTest : public ::testing::Test {
 protected:
  // A round whose questionnaire "S" takes a card; open, or still a draft.
  void MakeRound(bool open) {
    server_.WithCore([&](CoreForTests& core) {
      v1::CreateRoundRequest request = testing::SmallRound();
      request.add_card_questionnaires("S");
      if (open) {
        round_ = core.OpenRound(request);
      } else {
        Require(core.rounds.Create(request).status());
        round_ = Required(core.round_store.Find(request.round_id()));
      }
    });
  }

  absl::StatusOr<v1::MakeCardsResponse> Make(int count, const std::string& questionnaire = "S") {
    v1::MakeCardsRequest request;
    request.set_round_id(round_.round_id);
    request.set_questionnaire(questionnaire);
    request.set_count(count);
    v1::MakeCardsResponse response;
    const absl::Status status = server_.Call(&Stub::MakeCards, request, &response);
    if (!status.ok()) return status;
    return response;
  }

  absl::Status Void(const std::vector<int32_t>& serials) {
    v1::VoidCardsRequest request;
    request.set_round_id(round_.round_id);
    request.set_questionnaire("S");
    *request.mutable_serials() = {serials.begin(), serials.end()};
    v1::VoidCardsResponse response;
    return server_.Call(&Stub::VoidCards, request, &response);
  }

  absl::Status Reconcile(int64_t left_over, const std::vector<std::string>& witnesses) {
    v1::ReconcileCardsRequest request;
    request.set_round_id(round_.round_id);
    request.set_questionnaire("S");
    request.set_left_over(left_over);
    *request.mutable_witnesses() = {witnesses.begin(), witnesses.end()};
    v1::ReconcileCardsResponse response;
    return server_.Call(&Stub::ReconcileCards, request, &response);
  }

  v1::QuestionnaireCards Get() {
    v1::GetCardsRequest request;
    request.set_round_id(round_.round_id);
    v1::GetCardsResponse response;
    Require(server_.Call(&Stub::GetCards, request, &response));
    return response.questionnaires(0);
  }

  // What a tablet is offered.
  v1::ListRoundsResponse Offered(const BareTablet& tablet) {
    grpc::ClientContext context;
    testing::SetDeadline(context);
    v1::ListRoundsResponse response;
    Require(FromGrpcStatus(tablet.stub->ListRounds(&context, {}, &response)));
    return response;
  }

  ServerForTests server_;
  RoundRecord round_;
};

TEST_F(AdminCardsTest, AreMadeWithSerialsAndCodesOfTheirOwn) {
  MakeRound(/*open=*/false);

  const v1::MakeCardsResponse made = Required(Make(3));

  std::set<std::string> codes;
  for (const v1::MadeCard& card : made.cards()) codes.insert(card.code());
  EXPECT_THAT(codes, SizeIs(3));
  EXPECT_EQ(made.cards(2).serial(), 3);
  EXPECT_EQ(Required(Make(1)).cards(0).serial(), 4) << "later ones go on";
  EXPECT_EQ(Get().account().printed(), 4);
}

TEST_F(AdminCardsTest, AreOfferedToTabletsUntilTheyAreVoid) {
  MakeRound(/*open=*/true);
  const BareTablet tablet = server_.EnrolBareTablet("Counter 1");
  Require(Make(5).status());

  const v1::ListRoundsResponse before = Offered(tablet);
  ASSERT_THAT(Void({2, 4}), IsOk());
  const v1::ListRoundsResponse after = Offered(tablet);

  for (const v1::ListRoundsResponse& offered : {before, after}) {
    EXPECT_THAT(VerifyCardList(round_.round_id, offered.rounds(0).cards(0), round_.receipt_key),
                IsOk());
  }
  EXPECT_EQ(before.rounds(0).cards(0).hashes().size(), 5 * 16u);
  EXPECT_EQ(after.rounds(0).cards(0).hashes().size(), 3 * 16u);
  EXPECT_EQ(Get().account().voided(), 2);
}

TEST_F(AdminCardsTest, AreRefusedInNumbersAndOfSerialsThatCannotBe) {
  MakeRound(/*open=*/true);
  Require(Make(5).status());

  EXPECT_THAT(Make(0), IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_CARD_COUNT));
  EXPECT_THAT(Make(10'001), IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_CARD_COUNT));
  EXPECT_THAT(Make(1, "C"),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_CARDS_NOT_USED));
  EXPECT_THAT(Void({1, 9}), IsRefusedFor(v1::REASON_CARD_UNKNOWN, "9"));
  EXPECT_EQ(Get().account().voided(), 0) << "all or none";
}

TEST_F(AdminCardsTest, LeftOverOnesAreEnteredBeforeTwoWitnesses) {
  MakeRound(/*open=*/true);
  Require(Make(5).status());

  EXPECT_THAT(Reconcile(2, {"one"}),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_WITNESSES));
  EXPECT_THAT(Reconcile(6, {"one", "two"}),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_CARD_COUNT));
  EXPECT_FALSE(Get().reconciled());
  ASSERT_THAT(Reconcile(2, {"one", "two"}), IsOk());
  EXPECT_TRUE(Get().reconciled());
  EXPECT_EQ(Get().account().left_over(), 2);
  EXPECT_EQ(Get().account().used(), 0) << "told after close only";
}

TEST_F(AdminCardsTest, ChangeNoMoreOnceTheRoundIsClosingOrCounted) {
  MakeRound(/*open=*/true);
  Require(Make(5).status());
  const auto wrong_state = IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE);

  EXPECT_THAT(server_.Close(round_.round_id),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_CARDS_NOT_RECONCILED));
  EXPECT_THAT(Make(1), wrong_state) << "closing";
  EXPECT_THAT(Void({1}), wrong_state) << "closing";
  ASSERT_THAT(Reconcile(5, {"one", "two"}), IsOk()) << "closing is when it is done";
  ASSERT_THAT(server_.Close(round_.round_id), IsOk());
  EXPECT_THAT(Reconcile(4, {"one", "two"}), wrong_state) << "closed";
  EXPECT_EQ(Get().account().left_over(), 5);
}

TEST_F(AdminCardsTest, AreNoStrangersBusinessNorOfARoundThatIsNotThere) {
  MakeRound(/*open=*/true);
  grpc::ClientContext context;
  testing::SetDeadline(context);
  v1::MakeCardsRequest request;
  request.set_round_id(round_.round_id);
  request.set_questionnaire("S");
  request.set_count(1);
  v1::MakeCardsResponse response;

  const absl::Status without_token = FromGrpcStatus(
      v1::AdminService::NewStub(server_.Channel())->MakeCards(&context, request, &response));
  round_.round_id = testing::RoundId('z');

  EXPECT_THAT(without_token,
              IsRefused(absl::StatusCode::kUnauthenticated, v1::REASON_NOT_AUTHENTICATED));
  EXPECT_THAT(Make(1), IsRefused(absl::StatusCode::kNotFound, v1::REASON_ROUND_UNKNOWN));
  EXPECT_THAT(Void({1}), IsRefused(absl::StatusCode::kNotFound, v1::REASON_ROUND_UNKNOWN));
  EXPECT_THAT(Reconcile(0, {"one", "two"}),
              IsRefused(absl::StatusCode::kNotFound, v1::REASON_ROUND_UNKNOWN));
}

TEST_F(AdminCardsTest, OfAnotherAgencyAreOfferedToNoTablet) {
  server_.WithCore([&](CoreForTests& core) {
    v1::Agency agency;
    agency.set_code("elsewhere");
    agency.mutable_name()->set_th("ที่อื่น");
    agency.mutable_name()->set_en("Elsewhere");
    Require(core.agencies.Create(agency));
    v1::CreateRoundRequest request = testing::SmallRound();
    request.set_agency_code("elsewhere");
    request.add_card_questionnaires("S");
    round_ = core.OpenRound(request);
  });
  Require(Make(5).status());
  const BareTablet tablet = server_.EnrolBareTablet("Counter 1");

  EXPECT_THAT(Offered(tablet).rounds(), IsEmpty());
}

}  // namespace
}  // namespace sucharit
