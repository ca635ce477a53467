package dev.campfire.contract.messaging;

import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.address.Audience;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.address.Signal;
import dev.campfire.contract.address.Topic;
import java.util.List;

/** The addresses of messaging. */
public final class Messaging {
  private Messaging() {}

  public static final Command<OpenConversation, Conversation> OPEN =
      Command.of(
          "messaging.open",
          OpenConversation.class,
          Conversation.class,
          Audience.EVERYONE,
          ProblemCode.CONFLICT);

  /**
   * The same as {@link #OPEN}, and says whether the conversation is a new one: HTTP tells 201 from
   * 200, while the bus answers the bare conversation.
   */
  public static final Command<OpenConversation, OpenConversation.Opened> OPEN_ONCE =
      Command.of(
          "messaging.openOnce",
          OpenConversation.class,
          OpenConversation.Opened.class,
          Audience.INTERNAL,
          ProblemCode.CONFLICT);

  public static final Command<ListConversations, ListConversations.Page> LIST =
      Command.of(
          "messaging.list",
          ListConversations.class,
          ListConversations.Page.class,
          Audience.EVERYONE);

  public static final Command<GetConversation, Conversation> GET =
      Command.of(
          "messaging.get",
          GetConversation.class,
          Conversation.class,
          Audience.EVERYONE,
          ProblemCode.NOT_FOUND);

  public static final Command<UpdateConversation, Conversation> UPDATE =
      Command.of(
          "messaging.update",
          UpdateConversation.class,
          Conversation.class,
          Audience.AGENTS,
          ProblemCode.NOT_FOUND);

  public static final Command<SendMessage, SendMessage.Accepted> SEND =
      Command.of(
          "messaging.send",
          SendMessage.class,
          SendMessage.Accepted.class,
          Audience.EVERYONE,
          ProblemCode.NOT_FOUND,
          ProblemCode.CONFLICT);

  /**
   * The same for a sender who named no id: what repeats their content within 2 s is answered as a
   * duplicate. The request has an id all the same, made by the bridge, so that it may come twice.
   */
  public static final Command<SendMessage, SendMessage.Accepted> SEND_WITHOUT_ID =
      Command.of(
          "messaging.sendWithoutId",
          SendMessage.class,
          SendMessage.Accepted.class,
          Audience.INTERNAL,
          ProblemCode.NOT_FOUND,
          ProblemCode.CONFLICT);

  public static final Command<EditMessage, Message> EDIT =
      Command.of(
          "messaging.edit",
          EditMessage.class,
          Message.class,
          Audience.EVERYONE,
          ProblemCode.NOT_FOUND,
          ProblemCode.CONFLICT);

  public static final Command<DeleteMessage, Message> DELETE =
      Command.of(
          "messaging.delete",
          DeleteMessage.class,
          Message.class,
          Audience.EVERYONE,
          ProblemCode.NOT_FOUND);

  public static final Command<ReadHistory, ReadHistory.Page> HISTORY =
      Command.of(
          "messaging.history",
          ReadHistory.class,
          ReadHistory.Page.class,
          Audience.EVERYONE,
          ProblemCode.NOT_FOUND);

  public static final Command<SyncConversation, SyncConversation.Changes> SYNC =
      Command.of(
          "messaging.sync",
          SyncConversation.class,
          SyncConversation.Changes.class,
          Audience.EVERYONE,
          ProblemCode.NOT_FOUND,
          ProblemCode.CONFLICT);

  /** For bridge nodes: what changed lately in the organisations that their sockets belong to. */
  public static final Command<ReadHeads, ReadHeads.Heads> HEADS =
      Command.of("messaging.heads", ReadHeads.class, ReadHeads.Heads.class, Audience.INTERNAL);

  /** For receipts: the lists show how many messages are unread. */
  public static final Command<RefreshLists, RefreshLists.Done> REFRESH_LISTS =
      Command.of(
          "messaging.refreshLists", RefreshLists.class, RefreshLists.Done.class, Audience.INTERNAL);

  /** For presence: the row of somebody who may be connected has come to be. */
  public static final Signal<ContactWritten> CONTACT_WRITTEN =
      Signal.of("messaging.contactWritten", ContactWritten.class);

  /** For identity: an anonymous contact turned out to be somebody. */
  public static final Command<AdoptConversations, AdoptConversations.Adopted> ADOPT =
      Command.of(
          "messaging.adopt",
          AdoptConversations.class,
          AdoptConversations.Adopted.class,
          Audience.INTERNAL);

  /** One conversation, for its contact and the organisation's agents. */
  public static final Topic<ConversationEvent> CONVERSATION =
      Topic.ofConversation("conv", ConversationEvent.class);

  /** The agents' list of conversations. */
  public static final Topic<ConversationListEvent> INBOX =
      Topic.ofOrganization("inbox", ConversationListEvent.class, Audience.AGENTS);

  /** One caller's own: a contact's conversations. */
  public static final Topic<ConversationListEvent> USER =
      Topic.ofPerson("user", ConversationListEvent.class);

  /** One agent's own: the conversations that are given to them. */
  public static final Topic<AssignmentEvent> ASSIGNMENTS =
      Topic.ofPerson("user", AssignmentEvent.class);

  public static final List<Command<?, ?>> COMMANDS =
      List.of(
          OPEN,
          OPEN_ONCE,
          LIST,
          GET,
          UPDATE,
          SEND,
          SEND_WITHOUT_ID,
          EDIT,
          DELETE,
          HISTORY,
          SYNC,
          HEADS,
          REFRESH_LISTS,
          ADOPT);

  public static final List<Topic<?>> TOPICS = List.of(CONVERSATION, INBOX, USER, ASSIGNMENTS);
}
