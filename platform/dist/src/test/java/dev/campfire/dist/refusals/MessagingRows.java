package dev.campfire.dist.refusals;

import static dev.campfire.contract.ProblemCode.CONFLICT;
import static dev.campfire.contract.ProblemCode.FORBIDDEN;
import static dev.campfire.contract.ProblemCode.NOT_FOUND;
import static dev.campfire.dist.refusals.Actor.ADA;
import static dev.campfire.dist.refusals.Actor.EVE;
import static dev.campfire.dist.refusals.Actor.JOE;
import static dev.campfire.dist.refusals.Actor.MOE;

import dev.campfire.contract.address.Command;
import dev.campfire.contract.messaging.Messaging;
import java.util.List;

/** What messaging refuses by its state. */
final class MessagingRows {
  private MessagingRows() {}

  static void add(Rows rows) {
    for (Command<?, ?> command :
        List.of(
            Messaging.GET,
            Messaging.UPDATE,
            Messaging.SEND,
            Messaging.EDIT,
            Messaging.DELETE,
            Messaging.HISTORY,
            Messaging.SYNC)) {
      rows.ofAConversation(command);
    }
    rows.of(Messaging.OPEN)
        .refuses(
            CONFLICT,
            "another contact's id",
            MOE,
            (scene, body) -> body.put("id", scene.conversation()))
        .refusesField("contact", "nobody whose it is", ADA, (scene, body) -> body.remove("contact"))
        .refusesField(
            "contact.id",
            "another contact's",
            JOE,
            (scene, body) -> body.putObject("contact").put("id", scene.id(MOE)));
    rows.of(Messaging.LIST)
        .refusesField(
            "assigneeId",
            "no id and not none",
            ADA,
            (scene, body) -> body.put("assigneeId", "nobody"))
        .refusesField(
            "before", "no next of a page", ADA, (scene, body) -> body.put("before", "page 2"));
    rows.of(Messaging.SEND)
        .refuses(
            CONFLICT,
            "the id of a message with other content",
            JOE,
            (scene, body) ->
                body.put("clientMessageId", scene.clientMessageId(JOE)).put("content", "else"))
        .refuses(
            CONFLICT,
            "the id of another sender's message",
            ADA,
            (scene, body) -> body.put("clientMessageId", scene.clientMessageId(JOE)));
    rows.of(Messaging.HISTORY)
        .refusesField(
            "afterSeq",
            "beforeSeq too",
            ADA,
            (scene, body) -> body.put("beforeSeq", 2).put("afterSeq", 1));
    rows.of(Messaging.SYNC)
        .refuses(CONFLICT, "beyond the head", ADA, (scene, body) -> body.put("afterChange", 9_999));
    rows.of(Messaging.UPDATE)
        .refuses(
            NOT_FOUND,
            "an assignee who is no agent here",
            ADA,
            (scene, body) -> body.put("assigneeId", scene.id(EVE)))
        .refuses(
            NOT_FOUND,
            "an assignee who is a contact",
            ADA,
            (scene, body) -> body.put("assigneeId", scene.id(JOE)))
        .refusesField(
            "snoozedUntil",
            "in the past",
            ADA,
            (scene, body) ->
                body.put("status", "snoozed").put("snoozedUntil", "2020-01-01T00:00:00.000Z"))
        .refusesField(
            "snoozedUntil",
            "of what is not snoozed",
            ADA,
            (scene, body) ->
                body.put("status", "open").put("snoozedUntil", "2999-01-01T00:00:00.000Z"));
    for (Command<?, ?> command : List.of(Messaging.EDIT, Messaging.DELETE)) {
      rows.of(command)
          .refuses(
              FORBIDDEN,
              "another's message",
              ADA,
              (scene, body) -> body.put("messageId", scene.message(JOE)))
          .refuses(
              NOT_FOUND,
              "an absent message",
              ADA,
              (scene, body) -> body.put("messageId", scene.absent()));
    }
    rows.of(Messaging.EDIT)
        .refuses(
            CONFLICT,
            "a deleted message",
            ADA,
            (scene, body) -> body.put("messageId", scene.deletedMessage()));
  }
}
