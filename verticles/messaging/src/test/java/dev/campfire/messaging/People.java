package dev.campfire.messaging;

import dev.campfire.contract.Caller;
import dev.campfire.contract.Role;
import dev.campfire.contract.id.ClientMessageId;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.MessageId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.id.SessionId;
import dev.campfire.contract.messaging.Channel;
import java.time.Instant;
import java.util.UUID;

/** Who appears in the tests without a database. */
final class People {
  static final OrgId ORG = new OrgId(id(1));
  static final Caller CONTACT = caller(Role.CONTACT, 2, null);
  static final Caller AGENT = caller(Role.AGENT, 3, "Ada");
  static final Caller SERVICE = caller(Role.SERVICE, 4, "Orders");
  static final Caller OTHER_CONTACT = caller(Role.CONTACT, 5, null);
  static final Caller OTHER_AGENT = caller(Role.AGENT, 6, "Grace");
  static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  private People() {}

  static UUID id(long number) {
    return new UUID(0, number);
  }

  private static Caller caller(Role role, long id, String name) {
    return new Caller(new PersonId(id(id)), ORG, role, new SessionId(id(id)), name);
  }

  static ConversationId conversation(long number) {
    return new ConversationId(id(number));
  }

  static ClientMessageId clientMessage(long number) {
    return new ClientMessageId(id(number));
  }

  /** A draft with an id of its own. */
  static Draft draft(Caller caller, ConversationId conversation, long clientId, String content) {
    return new Draft(
        Author.of(caller),
        conversation,
        new MessageId(UUID.randomUUID()),
        clientMessage(clientId),
        content);
  }

  /** The contact's own conversation. */
  static Opening opening(ConversationId id) {
    return new Opening(
        Author.of(CONTACT), id, CONTACT.id(), true, null, null, false, Channel.WEB, null, NOW);
  }
}
