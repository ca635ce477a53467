package dev.campfire.bridge.socket;

import dev.campfire.bridge.BridgeMeter;
import dev.campfire.bridge.Limits;
import dev.campfire.bridge.core.BridgeNode;
import dev.campfire.bridge.core.Frames;
import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.address.Topic;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.identity.Identity;
import dev.campfire.contract.identity.NoteRefusal;
import dev.campfire.contract.messaging.GetConversation;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.presence.Presence;
import dev.campfire.contract.presence.ReadTypists;
import dev.campfire.contract.presence.TypingEvent;
import dev.campfire.contract.session.FeedEvent;
import dev.campfire.host.json.WireJson;
import dev.campfire.spi.Frame;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What one socket listens to.
 *
 * <p>On a conversation the socket is registered first, and then messaging is asked whether the
 * caller may listen and how far the conversation has come: whatever is committed after that answer
 * was read is announced to a socket that is registered already. Until the answer is there, nothing
 * is written.
 */
final class Feeds {

  private static final class Feed {
    final Topic.Address<?> address;
    final Promise<Void> registered = Promise.promise();
    boolean isOpen;

    /**
     * The newest of the events that came while it was not open. The older ones need not be kept:
     * the gap before the newest shows, and is filled by {@code messaging.sync}.
     */
    Frame newest;

    Feed(Topic.Address<?> address) {
      this.address = address;
      this.isOpen = !isConversation();
    }

    boolean isConversation() {
      return address.topic().subject() == Topic.Subject.CONVERSATION;
    }
  }

  /** Who goes through addresses is to fill neither the log nor the bus. */
  private static final long NOTE_EVERY_MS = 60_000;

  private final BridgeNode node;
  private final SocketSession session;
  private final Counter events;
  private final Counter dropped;
  private final Timer delivery;
  private final InOrder order = new InOrder();
  private final Map<String, Feed> feeds = new HashMap<>();

  /**
   * What messaging is being asked for a conversation's feed. Who opens a conversation joins the
   * feed of its typists right behind, and one answer serves both: that may not be newer than its
   * own registration, but nothing of it is numbered.
   */
  private final Map<ConversationId, Future<FeedEvent.Joined>> heads = new HashMap<>();

  private long nextNoteAtMs;

  Feeds(BridgeNode node, SocketSession session, Counter events, Counter dropped) {
    this.node = node;
    this.session = session;
    this.events = events;
    this.dropped = dropped;
    this.delivery = BridgeMeter.DELIVERY.timer(node.meters());
  }

  /**
   * Joins a feed and says so on it. Also when it is joined already, for a client that asks anew.
   *
   * @throws ProblemException why not
   * @return fails with the reason if it turns out later
   */
  Future<Void> register(Caller caller, String address) {
    Topic.Address<?> topic;
    try {
      topic = node.catalogue().feed(address, caller);
    } catch (ProblemException refusal) {
      noteForeign(caller, address);
      throw refusal;
    }
    node.budgets().chargeRequest(caller);
    return order.after(address, () -> join(caller, topic));
  }

  /** What is another organisation's stands in the audit log; now and then, for one socket. */
  private void noteForeign(Caller caller, String address) {
    long nowMs = node.clock().millis();
    if (nowMs >= nextNoteAtMs && node.catalogue().isForeign(address, caller)) {
      nextNoteAtMs = nowMs + NOTE_EVERY_MS;
      // Nobody waits for it; identity says so itself if it fails.
      node.core().request(Identity.NOTE_REFUSAL, caller, new NoteRefusal("feed"));
    }
  }

  private Future<Void> join(Caller caller, Topic.Address<?> topic) {
    String address = topic.toString();
    Feed known = feeds.get(address);
    if (known != null) {
      return welcome(caller, known).map(welcome -> open(known, welcome));
    }
    int most = caller.isContact() ? limits().contactFeeds() : limits().feeds();
    if (session.isOver()) {
      return Future.succeededFuture();
    } else if (feeds.size() >= most) {
      return Future.failedFuture(
          ProblemException.rateLimited("Too many feeds: leave one first.", 1_000));
    }
    Feed feed = new Feed(topic);
    feeds.put(address, feed);
    node.watched().join(address);
    session.stock().register(session.stockSocket(), address);
    return feed.registered
        .future()
        .compose(registered -> welcome(caller, feed))
        .map(welcome -> open(feed, welcome))
        .onFailure(refused -> leave(address));
  }

  private Limits limits() {
    return node.config().limits();
  }

  /** The stock bridge has registered the socket: from here on events come. */
  void registered(String address) {
    Feed feed = feeds.get(address);
    if (feed != null) {
      feed.registered.tryComplete();
    }
  }

  /**
   * What is said on joining.
   *
   * @param state what the feed is about, as it is now; null where the client asks for it itself
   */
  private record Welcome(FeedEvent.Joined joined, TypingEvent.Changed state) {}

  private Future<Welcome> welcome(Caller caller, Feed feed) {
    return head(caller, feed)
        .compose(
            joined ->
                feed.address.topic().equals(Presence.TYPISTS_OF)
                    ? typists(caller, joined)
                    : Future.succeededFuture(new Welcome(joined, null)));
  }

  /** Whoever types is told on joining; should presence not answer, by the next signal. */
  private Future<Welcome> typists(Caller caller, FeedEvent.Joined joined) {
    ConversationId id = joined.conversationId();
    return node.core()
        .request(Presence.TYPISTS, caller, new ReadTypists(id))
        .map(
            now ->
                new Welcome(
                    joined, new TypingEvent.Changed(id, now.typists(), node.clock().instant())))
        .otherwise(new Welcome(joined, null));
  }

  private Future<FeedEvent.Joined> head(Caller caller, Feed feed) {
    if (!feed.isConversation()) {
      return Future.succeededFuture(new FeedEvent.Joined(node.clock().instant(), null, null, null));
    }
    ConversationId id = new ConversationId(feed.address.subject());
    if (!feed.address.topic().equals(Messaging.CONVERSATION)) {
      return heads.containsKey(id) ? heads.get(id) : askForHead(caller, id);
    }
    Future<FeedEvent.Joined> head = askForHead(caller, id);
    heads.put(id, head);
    return head.onComplete(answered -> heads.remove(id, head));
  }

  private Future<FeedEvent.Joined> askForHead(Caller caller, ConversationId id) {
    return node.core()
        .request(Messaging.GET, caller, new GetConversation(id))
        .map(
            conversation ->
                new FeedEvent.Joined(
                    node.clock().instant(), id, conversation.lastSeq(), conversation.changeSeq()));
  }

  private Void open(Feed feed, Welcome welcome) {
    String address = feed.address.toString();
    FeedEvent.Joined joined = welcome.joined;
    if (feeds.get(address) != feed) {
      return null;
    }
    if (joined.changeSeq() != null) {
      node.watched().told(address, joined.changeSeq());
    }
    feed.isOpen = true;
    session.answer(Frames.received(address, WireJson.write(joined)));
    if (welcome.state != null) {
      session.answer(Frames.received(address, WireJson.write(welcome.state)));
      // It is older than that.
      feed.newest = null;
    }
    if (feed.newest != null) {
      if (joined.changeSeq() == null || feed.newest.changeSeq() > joined.changeSeq()) {
        push(feed.newest);
      }
      feed.newest = null;
    }
    return null;
  }

  /** Leaves a feed; one that was not joined is no fault. */
  void unregister(String address) {
    order.after(
        address,
        () -> {
          leave(address);
          return Future.succeededFuture();
        });
  }

  private void leave(String address) {
    if (feeds.remove(address) != null) {
      node.watched().leave(address);
      session.stock().unregister(session.stockSocket(), address);
    }
  }

  /** An event of the feed has come. */
  void deliver(String address, Frame event) {
    Feed feed = feeds.get(address);
    if (feed == null) {
      return;
    }
    if (feed.isOpen) {
      if (feed.address.topic().isEphemeral()) {
        (session.pushIfRead(event.bytes()) ? events : dropped).increment();
      } else {
        push(event);
      }
    } else if (feed.newest == null || event.changeSeq() >= feed.newest.changeSeq()) {
      feed.newest = event;
    }
  }

  private void push(Frame event) {
    events.increment();
    delivery.record(Math.max(0, node.clock().millis() - event.atMs()), TimeUnit.MILLISECONDS);
    session.push(event.bytes());
  }

  boolean isOpen(String address) {
    Feed feed = feeds.get(address);
    return feed != null && feed.isOpen;
  }

  /** The socket is over: nothing is listened to any more. */
  void clear() {
    feeds.keySet().forEach(address -> node.watched().leave(address));
    feeds.clear();
  }
}
