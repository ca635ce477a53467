package dev.campfire.bridge.house;

import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.address.Topic;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.MessageId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.messaging.Channel;
import dev.campfire.contract.messaging.Conversation;
import dev.campfire.contract.messaging.ConversationEvent;
import dev.campfire.contract.messaging.ConversationListEvent;
import dev.campfire.contract.messaging.ConversationStatus;
import dev.campfire.contract.messaging.ListConversations;
import dev.campfire.contract.messaging.Message;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.messaging.OpenConversation;
import dev.campfire.contract.messaging.ReadHeads;
import dev.campfire.contract.messaging.ReadHistory;
import dev.campfire.contract.messaging.SendMessage;
import dev.campfire.contract.messaging.Sender;
import dev.campfire.contract.messaging.SenderKind;
import dev.campfire.contract.messaging.UpdateConversation;
import dev.campfire.contract.presence.Presence;
import dev.campfire.spi.Bus;
import dev.campfire.spi.CampfireModule;
import dev.campfire.spi.ModuleContext;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Messaging in memory, whose answers tests can hold back and whose events they can lose. */
public final class FakeMessaging implements CampfireModule<FakeMessaging.NoSettings> {
  public record NoSettings() {}

  /** What is stored of a conversation. */
  public static final class Stored {
    final ConversationId id;
    final OrgId org;
    final PersonId contact;
    final List<Message> messages = new ArrayList<>();

    Stored(ConversationId id, OrgId org, PersonId contact) {
      this.id = id;
      this.org = org;
      this.contact = contact;
    }

    public ConversationId id() {
      return id;
    }

    public String feed() {
      return Messaging.CONVERSATION.at(org, id).toString();
    }

    public synchronized long changeSeq() {
      return messages.size() + 1L;
    }
  }

  /** When set, reads of conversations are answered when this is done. */
  public volatile Promise<Void> getGate;

  /** When set, lists are answered when this is done. */
  public volatile Promise<Void> listGate;

  /** When set, the next send alone is answered when this is done. */
  public volatile Promise<Void> sendGate;

  /** When set, sends, all of them, fail with it. */
  public volatile RuntimeException sendFailure;

  /** When set, is done once a conversation was read, before the answer leaves. */
  public volatile Runnable afterGet;

  public volatile boolean isSilent;
  public volatile boolean headsAreDown;
  public final List<String> arrived = new CopyOnWriteArrayList<>();
  public final List<ReadHeads> headsAsked = new CopyOnWriteArrayList<>();
  public final List<ConversationId> read = new CopyOnWriteArrayList<>();
  volatile Clock clock;
  private volatile Bus bus;
  private final Map<ConversationId, Stored> conversations = new ConcurrentHashMap<>();

  /** A conversation of a contact, opened behind the bridge's back. */
  public Stored conversation(FakeIdentity.Session contact) {
    Stored stored =
        new Stored(new ConversationId(UUID.randomUUID()), contact.org(), contact.caller().id());
    conversations.put(stored.id, stored);
    return stored;
  }

  /** Stores a message, and announces it unless the event is to be lost. */
  public Message say(Stored stored, String content) {
    synchronized (stored) {
      long seq = stored.messages.size() + 1L;
      Message message =
          new Message(
              new MessageId(UUID.randomUUID()),
              stored.id,
              seq,
              seq + 1,
              new dev.campfire.contract.id.ClientMessageId(UUID.randomUUID()),
              new Sender(stored.contact, SenderKind.CONTACT, null),
              content,
              clock.instant(),
              null,
              null);
      stored.messages.add(message);
      if (!isSilent) {
        announce(stored, message);
      }
      return message;
    }
  }

  private void announce(Stored stored, Message message) {
    bus.publish(
        Messaging.CONVERSATION.at(stored.org, stored.id),
        new ConversationEvent.MessageSent(stored.id, message.changeSeq(), message, clock.instant()),
        message.changeSeq());
  }

  /** Announces something on the agents' list. */
  public void announceOnInbox(Stored stored) {
    bus.publish(
        Messaging.INBOX.at(stored.org),
        new ConversationListEvent.Changed(stored.id, view(stored), clock.instant()));
  }

  @Override
  public String name() {
    return "fakeMessaging";
  }

  @Override
  public Class<NoSettings> configuration() {
    return NoSettings.class;
  }

  @Override
  public List<Command<?, ?>> commands() {
    return Messaging.COMMANDS;
  }

  @Override
  public List<Topic<?>> topics() {
    return Stream.concat(Messaging.TOPICS.stream(), Stream.of(Presence.TYPISTS_OF)).toList();
  }

  @Override
  public boolean usesDatabase() {
    return false;
  }

  @Override
  public Deployable create(ModuleContext context, NoSettings none) {
    bus = context.bus();
    return new VerticleBase() {
      @Override
      public Future<?> start() {
        return Future.all(
            List.of(
                bus.serve(
                    Messaging.GET,
                    (caller, request) ->
                        opened(getGate)
                            .compose(
                                open -> {
                                  read.add(request.conversationId());
                                  return find(caller, request.conversationId());
                                })
                            .map(FakeMessaging.this::read)),
                bus.serve(Messaging.LIST, FakeMessaging.this::list),
                bus.serve(
                    Messaging.OPEN,
                    (caller, request) ->
                        open(caller, request).map(OpenConversation.Opened::conversation)),
                bus.serve(Messaging.OPEN_ONCE, FakeMessaging.this::open),
                bus.serve(Messaging.UPDATE, FakeMessaging.this::update),
                bus.serve(Messaging.SEND, FakeMessaging.this::send),
                bus.serve(
                    Messaging.SEND_WITHOUT_ID,
                    (caller, request) -> {
                      arrived.add("without id " + request);
                      return send(caller, request);
                    }),
                bus.serve(
                    Messaging.HISTORY,
                    (caller, request) ->
                        find(caller, request.conversationId()).map(FakeMessaging::history)),
                bus.serve(Messaging.HEADS, FakeMessaging.this::heads)));
      }
    };
  }

  private static Future<Void> opened(Promise<Void> gate) {
    return gate == null ? Future.succeededFuture() : gate.future();
  }

  private Future<Stored> find(Caller caller, ConversationId id) {
    Stored stored = conversations.get(id);
    boolean isTheirs =
        stored != null
            && stored.org.equals(caller.org())
            && (!caller.isContact() || stored.contact.equals(caller.id()));
    return isTheirs
        ? Future.succeededFuture(stored)
        : Future.failedFuture(ProblemException.notFound());
  }

  private Conversation read(Stored stored) {
    Conversation conversation = view(stored);
    Runnable next = afterGet;
    afterGet = null;
    if (next != null) {
      next.run();
    }
    return conversation;
  }

  private Conversation view(Stored stored) {
    synchronized (stored) {
      return new Conversation(
          stored.id,
          stored.org,
          1,
          ConversationStatus.OPEN,
          null,
          null,
          Channel.WEB,
          null,
          null,
          null,
          null,
          null,
          stored.messages.size(),
          stored.changeSeq(),
          null,
          clock.instant(),
          clock.instant(),
          null);
    }
  }

  private Future<ListConversations.Page> list(Caller caller, ListConversations request) {
    arrived.add("list " + request);
    return opened(listGate).map(new ListConversations.Page(List.of(), null));
  }

  private Future<OpenConversation.Opened> open(Caller caller, OpenConversation request) {
    ConversationId id = request.id();
    arrived.add("open " + id);
    boolean isKnown = conversations.containsKey(id);
    Stored stored =
        conversations.computeIfAbsent(id, key -> new Stored(key, caller.org(), caller.id()));
    return Future.succeededFuture(new OpenConversation.Opened(view(stored), isKnown));
  }

  private Future<Conversation> update(Caller caller, UpdateConversation request) {
    arrived.add("update " + request);
    return find(caller, request.conversationId()).map(this::view);
  }

  private Future<SendMessage.Accepted> send(Caller caller, SendMessage request) {
    arrived.add(request.content());
    Promise<Void> gate = sendGate;
    sendGate = null;
    if (sendFailure != null) {
      return Future.failedFuture(sendFailure);
    }
    return opened(gate)
        .compose(open -> find(caller, request.conversationId()))
        .map(stored -> store(stored, caller, request));
  }

  private SendMessage.Accepted store(Stored stored, Caller caller, SendMessage request) {
    synchronized (stored) {
      for (Message old : stored.messages) {
        if (old.clientMessageId().equals(request.clientMessageId())) {
          if (!old.content().equals(request.content())) {
            throw ProblemException.of(ProblemCode.CONFLICT, "Another content.");
          }
          return new SendMessage.Accepted(old, true);
        }
      }
      long seq = stored.messages.size() + 1L;
      SenderKind kind = caller.isContact() ? SenderKind.CONTACT : SenderKind.AGENT;
      Message message =
          new Message(
              new MessageId(UUID.randomUUID()),
              stored.id,
              seq,
              seq + 1,
              request.clientMessageId(),
              new Sender(caller.id(), kind, caller.name()),
              request.content(),
              clock.instant(),
              null,
              null);
      stored.messages.add(message);
      announce(stored, message);
      return new SendMessage.Accepted(message, false);
    }
  }

  private static ReadHistory.Page history(Stored stored) {
    synchronized (stored) {
      int count = stored.messages.size();
      return new ReadHistory.Page(List.copyOf(stored.messages), count == 0 ? 0 : 1, count);
    }
  }

  private Future<ReadHeads.Heads> heads(Caller caller, ReadHeads request) {
    headsAsked.add(request);
    if (headsAreDown) {
      return Future.failedFuture(ProblemException.unavailable("The database is away.", null));
    }
    List<ReadHeads.Head> heads =
        conversations.values().stream()
            .filter(stored -> request.orgs().contains(stored.org))
            .map(
                stored ->
                    new ReadHeads.Head(
                        stored.org, stored.id, stored.messages.size(), stored.changeSeq()))
            .toList();
    return Future.succeededFuture(new ReadHeads.Heads(heads, clock.instant()));
  }
}
