// SPDX-License-Identifier: Apache-2.0
#include "client/ui/view_models/user_message.h"

#include <optional>

#include "client/core/captive_portal.h"
#include "common/status/reason.h"

namespace sucharit {
namespace {

// Each of these gives nothing for a reason that isn't its own.

std::optional<QString> AboutEnrolment(v1::Reason reason) {
  switch (reason) {
    case v1::REASON_TICKET_MALFORMED:
      return UserMessage::tr(
          "This isn’t a whole enrolment ticket. Copy all of it, from “SUCHARIT1:” to the end.");
    case v1::REASON_ENROLMENT_CODE_UNKNOWN:
      return UserMessage::tr(
          "The server doesn’t know this ticket: it was used before, or it has expired. Ask the "
          "administrator for a new one.");
    case v1::REASON_ALREADY_ENROLLED:
      return UserMessage::tr("This tablet is enrolled already. Nothing was changed.");
    case v1::REASON_DEVICE_NOT_ENROLLED:
      return UserMessage::tr(
          "This tablet isn’t enrolled, or the server doesn’t know it. Ask the administrator. The "
          "responses are safe here.");
    case v1::REASON_DEVICE_REVOKED:
      return UserMessage::tr(
          "The administrator has locked this tablet out. The responses are safe here; bring the "
          "tablet to the administrator.");
    default:
      return std::nullopt;
  }
}

std::optional<QString> AboutTheRound(v1::Reason reason) {
  switch (reason) {
    case v1::REASON_ROUND_UNKNOWN:
    case v1::REASON_QUESTIONNAIRE_UNKNOWN:
      return UserMessage::tr(
          "This questionnaire isn’t offered any more. Synchronize and choose another.");
    case v1::REASON_ROUND_STATE:
      return UserMessage::tr("This questionnaire takes no new answers now.");
    case v1::REASON_ROUND_KEY_MISMATCH:
    case v1::REASON_DEFINITION_MISMATCH:
      return UserMessage::tr(
          "The server has changed this round and doesn’t take its responses. They are safe here; "
          "tell the administrator.");
    case v1::REASON_RECEIPT_NOT_GENUINE:
      return UserMessage::tr(
          "The receipt didn’t come from the right server. Nothing was lost: the responses stay "
          "here. Tell the administrator.");
    case v1::REASON_BOXES_MISSING:
      return UserMessage::tr(
          "The server has lost responses that it had received from this tablet. Tell the "
          "administrator now, and keep this tablet as it is.");
    case v1::REASON_BATCH_TOO_LARGE:
      return UserMessage::tr(
          "The server found what was sent too large. The responses are safe here; tell the "
          "administrator.");
    default:
      return std::nullopt;
  }
}

std::optional<QString> AboutAnswers(v1::Reason reason) {
  switch (reason) {
    case v1::REASON_ANSWER_MISSING:
      return UserMessage::tr("A question has no answer yet. Go back to it and choose one.");
    case v1::REASON_ITEM_UNKNOWN:
    case v1::REASON_CHOICE_UNKNOWN:
    case v1::REASON_ITEM_ANSWERED_TWICE:
    case v1::REASON_ANSWER_KIND:
    case v1::REASON_ANSWER_OUT_OF_RANGE:
    case v1::REASON_ANSWER_NOT_ASKED:
    case v1::REASON_ANSWER_CONSTRAINT:
      return UserMessage::tr("This answer doesn’t fit the question. Please choose again.");
    default:
      return std::nullopt;
  }
}

std::optional<QString> AboutStorage(v1::Reason reason) {
  switch (reason) {
    case v1::REASON_STORAGE_FULL:
      return UserMessage::tr(
          "There is no room left to save. What was saved before is safe. Free some space, then try "
          "again.");
    case v1::REASON_STORAGE_NOT_WRITABLE:
    case v1::REASON_FILE_NOT_WRITABLE:
      return UserMessage::tr(
          "The tablet can’t write to its folder. What was saved before is safe. Check the storage "
          "and its permissions.");
    case v1::REASON_STORAGE_NEWER:
      return UserMessage::tr(
          "The data was written by a newer version of this app. Install the newer version. Nothing "
          "was changed.");
    case v1::REASON_STORAGE_DAMAGED:
      return UserMessage::tr(
          "The tablet’s data is damaged. Nothing was overwritten. Bring the tablet to the "
          "administrator as it is.");
    case v1::REASON_STORAGE_IN_USE:
      return UserMessage::tr("The app is open already. Close the other window, then try again.");
    case v1::REASON_FILE_UNREADABLE:
    case v1::REASON_FILE_EMPTY:
    case v1::REASON_FILE_TOO_LARGE:
    case v1::REASON_FILE_NOT_TEXT:
      return UserMessage::tr("The file can’t be read as a ticket. Check its name and try again.");
    default:
      return std::nullopt;
  }
}

std::optional<QString> AboutTheWay(v1::Reason reason) {
  switch (reason) {
    case v1::REASON_NOT_OUR_SERVER:
      return UserMessage::tr(
          "What answers there isn’t the server this tablet belongs to. Use another network, or "
          "tell "
          "the administrator. The responses are safe on this tablet.");
    case v1::REASON_DAILY_CAP:
      return UserMessage::tr(
          "This tablet has taken as many responses today as this survey allows. Go on tomorrow, or "
          "use another tablet.");
    default:
      return std::nullopt;
  }
}

QString HowFarAhead(int seconds) {
  const int minutes = seconds / 60;
  const int hours = (minutes + 30) / 60;
  const int days = (hours + 12) / 24;
  if (hours < 2) return UserMessage::tr("The tablet’s clock is %n minute(s) ahead.", "", minutes);
  if (hours < 23) return UserMessage::tr("The tablet’s clock is %n hour(s) ahead.", "", hours);
  return UserMessage::tr("The tablet’s clock is %n day(s) ahead.", "", days);
}

QString HowFarBehind(int seconds) {
  const int minutes = seconds / 60;
  const int hours = (minutes + 30) / 60;
  const int days = (hours + 12) / 24;
  if (hours < 2) return UserMessage::tr("The tablet’s clock is %n minute(s) behind.", "", minutes);
  if (hours < 23) return UserMessage::tr("The tablet’s clock is %n hour(s) behind.", "", hours);
  return UserMessage::tr("The tablet’s clock is %n day(s) behind.", "", days);
}

QString WrongClock(const absl::Status& status) {
  const int ahead = QString::fromStdString(SubjectOf(status)).toInt();
  return (ahead < 0 ? HowFarBehind(-ahead) : HowFarAhead(ahead)) + QLatin1Char(' ') +
         UserMessage::tr(
             "Set the date and time right, then synchronize again. The responses are safe.");
}

QString WaitBeforeThePin(const absl::Status& status) {
  return UserMessage::tr("Too many wrong PINs. Wait %n seconds, then try again.", "",
                         QString::fromStdString(SubjectOf(status)).toInt());
}

std::optional<QString> AboutStaff(v1::Reason reason) {
  switch (reason) {
    case v1::REASON_PIN_WRONG:
      return UserMessage::tr("This isn’t the right PIN. Try again.");
    case v1::REASON_PIN_MALFORMED:
      return UserMessage::tr("A PIN has four to eight digits.");
    case v1::REASON_STAFF_NAME:
      return UserMessage::tr("Somebody has this name already, or it is empty. Choose another.");
    case v1::REASON_STAFF_UNKNOWN:
      return UserMessage::tr("Somebody must be left who can take the tablet back.");
    case v1::REASON_NOT_HANDED_OVER_BY:
      return UserMessage::tr(
          "Somebody else handed the tablet over. Only they can hand it back; anybody may erase the "
          "response.");
    default:
      return std::nullopt;
  }
}

QString CaptivePortal() {
  return UserMessage::tr(
      "This network shows a page of its own instead of the server: it wants you to sign in first. "
      "Open a browser on this tablet and sign in, or use another network; then try again. The "
      "responses are safe on this tablet.");
}

QString ByCode(const absl::Status& status) {
  if (absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status)) {
    return UserMessage::tr(
        "The server can’t be reached. Check the network. The responses are safe on this tablet.");
  }
  if (absl::IsCancelled(status)) {
    return UserMessage::tr("Stopped. The responses are safe on this tablet.");
  }
  if (absl::IsResourceExhausted(status)) {
    return UserMessage::tr(
        "The server has no room now. The responses are safe on this tablet. Try again later.");
  }
  return UserMessage::tr(
      "Something went wrong. What was saved is safe on this tablet. Try again, or tell the "
      "administrator.");
}

std::optional<QString> AboutCodes(v1::Reason reason) {
  switch (reason) {
    case v1::REASON_QR_NOT_FOUND:
      return UserMessage::tr(
          "There is no code in this picture that can be read. Take it again, sharp and straight.");
    case v1::REASON_CARD_MALFORMED:
      return UserMessage::tr("This isn’t the code of a card: a character is wrong. Look again.");
    case v1::REASON_CARD_UNKNOWN:
      return UserMessage::tr("This card isn’t for a questionnaire that may be answered here now.");
    case v1::REASON_CARD_USED:
      return UserMessage::tr("Somebody has answered with this card already.");
    case v1::REASON_CARD_MISSING:
      return UserMessage::tr("This questionnaire needs a card. Type the code on yours.");
    default:
      return std::nullopt;
  }
}

}  // namespace

QString UserMessage::For(const absl::Status& status) {
  if (status.ok()) return {};
  const v1::Reason reason = ReasonOf(status);
  if (reason == v1::REASON_PIN_WAIT) return WaitBeforeThePin(status);
  if (reason == v1::REASON_CLOCK_WRONG) return WrongClock(status);
  if (IsCaptivePortal(status)) return CaptivePortal();
  for (const auto& about : {AboutEnrolment, AboutTheRound, AboutAnswers, AboutStorage, AboutStaff,
                            AboutTheWay, AboutCodes}) {
    if (const std::optional<QString> sentence = about(reason)) return *sentence;
  }
  return ByCode(status);
}

}  // namespace sucharit
