package dev.campfire.messaging;

import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.Role;
import dev.campfire.contract.id.ClientMessageId;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.Ids;
import dev.campfire.contract.id.MessageId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.messaging.Channel;
import dev.campfire.contract.messaging.Conversation;
import dev.campfire.contract.messaging.GetConversation;
import dev.campfire.contract.messaging.ListConversations;
import dev.campfire.contract.messaging.OpenConversation;
import dev.campfire.contract.messaging.OpenConversation.ContactDetails;
import dev.campfire.contract.messaging.ReadHeads;
import dev.campfire.contract.messaging.ReadHistory;
import dev.campfire.contract.messaging.RefreshLists;
import dev.campfire.contract.messaging.SendMessage;
import dev.campfire.contract.messaging.SyncConversation;
import dev.campfire.spi.IdSource;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What messaging answers, one method a command. */
final class MessagingCommands {
  private static final int DEFAULT_LIMIT = 50;

  /**
   * How far heads look back beyond the last answer: the longest that a commit may trail its time
   * (contract section 2: 5 s), and as much again for clocks that differ.
   */
  private static final Duration HEADS_MARGIN = Duration.ofSeconds(10);

  private final MessagingStore store;
  private final Lookups lookups;
  private final SendLanes lanes;
  private final Announcer announcer;
  private final IdSource ids;
  private final Clock clock;

  MessagingCommands(
      MessagingStore store, SendLanes lanes, Announcer announcer, IdSource ids, Clock clock) {
    this.store = store;
    this.lookups = new Lookups(store);
    this.lanes = lanes;
    this.announcer = announcer;
    this.ids = ids;
    this.clock = clock;
  }

  Future<Conversation> open(Caller caller, OpenConversation request) {
    return openOnce(caller, request).map(OpenConversation.Opened::conversation);
  }

  Future<OpenConversation.Opened> openOnce(Caller caller, OpenConversation request) {
    return checkContact(caller, request)
        .compose(checked -> store.open(opening(caller, checked)))
        .onSuccess(opened -> announcer.opened(caller.org(), opened))
        .compose(opened -> sendFirst(caller, request, opened))
        .map(
            opened ->
                new OpenConversation.Opened(
                    visible(caller, opened.conversation()), opened.duplicate()));
  }

  private static Future<OpenConversation> checkContact(Caller caller, OpenConversation request) {
    ContactDetails contact = request.contact();
    if (caller.isContact()) {
      boolean another =
          contact != null && contact.id() != null && !contact.id().equals(caller.id());
      return another
          ? invalid("contact.id", "must be absent or the caller's own")
          : Future.succeededFuture(request);
    }
    return contact == null
        ? invalid("contact", "must say whose conversation it is")
        : Future.succeededFuture(request);
  }

  private Opening opening(Caller caller, OpenConversation request) {
    ContactDetails contact =
        request.contact() == null ? new ContactDetails(null, null, null) : request.contact();
    PersonId named = caller.isContact() ? caller.id() : contact.id();
    return new Opening(
        Author.of(caller),
        request.id() == null ? new ConversationId(ids.next()) : request.id(),
        named == null ? new PersonId(ids.next()) : named,
        named != null,
        // What the organisation has signed stands against what the visitor says of themselves.
        caller.vouched() == null ? contact.name() : caller.name(),
        caller.vouched() == null ? contact.email() : caller.vouched().email(),
        caller.vouched() != null,
        request.channel() == null ? usualChannel(caller) : request.channel(),
        request.subject(),
        now());
  }

  private static Channel usualChannel(Caller caller) {
    return caller.role() == Role.SERVICE ? Channel.API : Channel.WEB;
  }

  private Future<Opening.Opened> sendFirst(
      Caller caller, OpenConversation request, Opening.Opened opened) {
    if (request.message() == null) {
      return Future.succeededFuture(opened);
    }
    ConversationId id = opened.conversation().id();
    return append(caller, id, request.message().clientMessageId(), request.message().content())
        .compose(sent -> lookups.find(Reader.of(caller), id))
        .map(conversation -> new Opening.Opened(conversation, opened.duplicate()));
  }

  Future<ListConversations.Page> list(Caller caller, ListConversations request) {
    if (caller.isContact() && request.tag() != null) {
      // To a contact a conversation has no tags, so none has this one.
      return Future.succeededFuture(new ListConversations.Page(List.of(), null));
    }
    int limit = limit(request.limit());
    return filter(request, limit + 1)
        .compose(filter -> store.list(Reader.of(caller), filter))
        .map(found -> page(caller, found, limit));
  }

  private static Future<ConversationFilter> filter(ListConversations request, int limit) {
    boolean unassigned = "none".equals(request.assigneeId());
    PersonId assignee = null;
    ListCursor before = null;
    if (request.assigneeId() != null && !unassigned) {
      try {
        assignee = new PersonId(Ids.parse(request.assigneeId()));
      } catch (IllegalArgumentException e) {
        return invalid("assigneeId", "must be a lowercase UUID or none");
      }
    }
    if (request.before() != null) {
      try {
        before = ListCursor.decode(request.before());
      } catch (IllegalArgumentException e) {
        return invalid("before", "must be the next of an earlier page");
      }
    }
    return Future.succeededFuture(
        new ConversationFilter(
            request.status(),
            assignee,
            unassigned,
            request.tag(),
            request.channel(),
            request.q(),
            before,
            limit));
  }

  private static ListConversations.Page page(Caller caller, List<Conversation> found, int limit) {
    List<Conversation> items =
        found.stream().limit(limit).map(conversation -> visible(caller, conversation)).toList();
    String next =
        found.size() > limit ? ListCursor.after(items.get(items.size() - 1)).encode() : null;
    return new ListConversations.Page(items, next);
  }

  Future<Conversation> get(Caller caller, GetConversation request) {
    return lookups
        .find(Reader.of(caller), request.conversationId())
        .map(conversation -> visible(caller, conversation));
  }

  Future<SendMessage.Accepted> send(Caller caller, SendMessage request) {
    return append(caller, request.conversationId(), request.clientMessageId(), request.content())
        .map(stored -> new SendMessage.Accepted(stored.message(), stored.duplicate()));
  }

  /** For HTTP, whose senders may leave the id out; the request has one made by the bridge. */
  Future<SendMessage.Accepted> sendWithoutId(Caller caller, SendMessage request) {
    return lanes
        .sendWithoutId(
            draft(caller, request.conversationId(), request.clientMessageId(), request.content()))
        .onSuccess(stored -> announcer.sent(caller.org(), stored))
        .map(stored -> new SendMessage.Accepted(stored.message(), stored.duplicate()));
  }

  private Future<Outcome.Stored> append(
      Caller caller, ConversationId id, ClientMessageId clientMessageId, String content) {
    return lanes
        .send(draft(caller, id, clientMessageId, content))
        .onSuccess(stored -> announcer.sent(caller.org(), stored));
  }

  private Draft draft(
      Caller caller, ConversationId id, ClientMessageId clientMessageId, String content) {
    return new Draft(Author.of(caller), id, new MessageId(ids.next()), clientMessageId, content);
  }

  Future<ReadHistory.Page> history(Caller caller, ReadHistory request) {
    Reader reader = Reader.of(caller);
    ConversationId id = request.conversationId();
    int limit = limit(request.limit());
    if (request.beforeSeq() != null && request.afterSeq() != null) {
      return invalid("afterSeq", "must not stand beside beforeSeq");
    }
    if (request.afterSeq() != null) {
      return store.historyAfter(reader, id, request.afterSeq(), limit);
    }
    long before = request.beforeSeq() == null ? Long.MAX_VALUE : request.beforeSeq();
    return store.historyBefore(reader, id, before, limit);
  }

  Future<SyncConversation.Changes> sync(Caller caller, SyncConversation request) {
    return store
        .changes(
            Reader.of(caller),
            request.conversationId(),
            request.afterChange(),
            limit(request.limit()))
        .map(
            found ->
                new SyncConversation.Changes(
                    visible(caller, found.conversation()),
                    found.messages(),
                    found.receipts(),
                    found.changeSeq(),
                    found.more()));
  }

  Future<ReadHeads.Heads> heads(Caller caller, ReadHeads request) {
    Instant asOf = now();
    Instant since = request.since() == null ? asOf : request.since();
    Set<OrgId> orgs = new HashSet<>(request.orgs());
    return (orgs.isEmpty()
            ? Future.succeededFuture(List.<ReadHeads.Head>of())
            : store.heads(orgs, since.minus(HEADS_MARGIN)))
        .map(heads -> new ReadHeads.Heads(heads, asOf));
  }

  Future<RefreshLists.Done> refreshLists(Caller caller, RefreshLists request) {
    request.conversations().forEach(each -> announcer.listed(each.org(), each.conversationId()));
    return Future.succeededFuture(new RefreshLists.Done());
  }

  private static Conversation visible(Caller caller, Conversation conversation) {
    return caller.isContact() ? conversation.forContact() : conversation;
  }

  private static int limit(Integer asked) {
    return asked == null ? DEFAULT_LIMIT : asked;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static <T> Future<T> invalid(String field, String message) {
    return Future.failedFuture(ProblemException.invalid(field, message));
  }
}
