package dev.campfire.contract.address;

import dev.campfire.contract.Caller;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.Ids;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import java.util.UUID;

/**
 * A feed that browsers register on, declared once with the type of its events.
 *
 * <p>Its addresses are {@code org:{orgId}:<name>} or, with a subject, {@code
 * org:{orgId}:<name>:{subject}}.
 *
 * @param name the middle of the address, {@code conv} or {@code agents:presence}
 * @param event what is published, a sealed interface of records
 * @param subject what the last part of the address names
 * @param audience who may listen
 * @param isEphemeral whether an event matters for a moment only: the next one says it all again, so
 *     it is the first to be left out for a slow reader
 */
public record Topic<E>(
    String name, Class<E> event, Subject subject, Audience audience, boolean isEphemeral) {

  /** What the last part of an address names, and so who of the audience may listen to it. */
  public enum Subject {
    /** No last part: everybody of the audience. */
    NONE,
    /** Those who may read the conversation. */
    CONVERSATION,
    /** That caller alone. */
    PERSON
  }

  /** The address of one feed of this topic. */
  public record Address<E>(Topic<E> topic, OrgId org, UUID subject) {
    @Override
    public String toString() {
      String address = "org:" + org + ":" + topic.name;
      return subject == null ? address : address + ":" + subject;
    }
  }

  /** A topic of the whole organisation. */
  public static <E> Topic<E> ofOrganization(String name, Class<E> event, Audience audience) {
    return new Topic<>(name, event, Subject.NONE, audience, false);
  }

  /** A topic with one feed a conversation. */
  public static <E> Topic<E> ofConversation(String name, Class<E> event) {
    return new Topic<>(name, event, Subject.CONVERSATION, Audience.EVERYONE, false);
  }

  /** A topic with one feed a caller. */
  public static <E> Topic<E> ofPerson(String name, Class<E> event) {
    return new Topic<>(name, event, Subject.PERSON, Audience.EVERYONE, false);
  }

  /** The same, for events that matter for a moment only. */
  public Topic<E> ephemeral() {
    return new Topic<>(name, event, subject, audience, true);
  }

  public Address<E> at(OrgId org) {
    return at(org, Subject.NONE, null);
  }

  public Address<E> at(OrgId org, ConversationId conversation) {
    return at(org, Subject.CONVERSATION, conversation.value());
  }

  public Address<E> at(OrgId org, PersonId person) {
    return at(org, Subject.PERSON, person.value());
  }

  private Address<E> at(OrgId org, Subject kind, UUID subject) {
    if (kind != this.subject) {
      throw new IllegalArgumentException(name + " has a subject of kind " + this.subject);
    }
    return new Address<>(this, org, subject);
  }

  /** How an address reads for people: {@code org:{orgId}:conv:{conversationId}}. */
  public String template() {
    return switch (subject) {
      case NONE -> "org:{orgId}:" + name;
      case CONVERSATION -> "org:{orgId}:" + name + ":{conversationId}";
      case PERSON -> "org:{orgId}:" + name + ":{personId}";
    };
  }

  /**
   * The address that {@code text} is, byte for byte, or null if it is none of this topic.
   *
   * <p>Read into its parts and printed again: a pattern would let a line break, another case or a
   * shortened UUID through.
   */
  public Address<E> parse(String text) {
    int end = 4 + 36;
    // The name first: every event of the cluster is asked for by everyone who listens.
    if (!text.startsWith(name, end + 1) || !text.startsWith("org:")) {
      return null;
    }
    try {
      OrgId org = new OrgId(Ids.parse(text.substring(4, end)));
      UUID named =
          subject == Subject.NONE ? null : Ids.parse(text.substring(text.lastIndexOf(':') + 1));
      Address<E> address = new Address<>(this, org, named);
      return address.toString().equals(text) ? address : null;
    } catch (IllegalArgumentException notOfThisTopic) {
      return null;
    }
  }

  /** Whether the caller may listen, as far as the address alone tells. */
  public boolean admits(Caller caller, Address<?> address) {
    return audience.includes(caller.role())
        && (subject != Subject.PERSON || caller.id().value().equals(address.subject()));
  }
}
