package dev.campfire.bridge.core;

import dev.campfire.contract.Caller;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.messaging.ConversationEvent;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.messaging.ReadHeads;
import dev.campfire.host.json.WireJson;
import dev.campfire.spi.Bus;
import dev.campfire.spi.Frame;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the events that were lost on their way here: asks how far conversations have come, and says
 * so on the feeds that have not (architecture decision 5). Lives on one event loop of the core.
 */
public final class HeadsPoll {
  private static final Logger LOGGER = LoggerFactory.getLogger(HeadsPoll.class);

  /** Contract section 4, promise 4 leaves 5 s: a question, its answer, and the client's sync. */
  private static final long EVERY_MS = 2_000;

  /** An event that was committed a moment ago may still be on its way, and then nothing is lost. */
  private static final long ON_ITS_WAY_MS = 300;

  private final Vertx vertx;
  private final Bus bus;
  private final Clock clock;
  private final ConnectedOrganizations organizations;
  private final WatchedFeeds watched;
  private final FeedRelay relay;
  private final Counter found;
  private Instant since;
  private boolean isAsking;
  private boolean isFailing;

  /**
   * @param found counts the feeds that were behind
   */
  public HeadsPoll(
      Vertx vertx,
      Bus bus,
      Clock clock,
      ConnectedOrganizations organizations,
      WatchedFeeds watched,
      FeedRelay relay,
      Counter found) {
    this.vertx = vertx;
    this.bus = bus;
    this.clock = clock;
    this.organizations = organizations;
    this.watched = watched;
    this.relay = relay;
    this.found = found;
  }

  /** Asks from now on, until the verticle that called is undeployed. */
  public void start() {
    vertx.setPeriodic(EVERY_MS, timer -> poll());
  }

  private void poll() {
    List<OrgId> orgs = organizations.list();
    if (orgs.isEmpty()) {
      // Whoever comes next joins from then on; what changed meanwhile is nothing to them.
      since = null;
      return;
    }
    if (isAsking) {
      return;
    }
    isAsking = true;
    bus.request(Messaging.HEADS, Caller.SYSTEM, new ReadHeads(orgs, since))
        .onComplete(
            heads -> {
              isAsking = false;
              isFailing = false;
              since = heads.asOf();
              catchUp(heads.heads());
            },
            failure -> {
              isAsking = false;
              // Asked again with the same `since`, so nothing falls between.
              logOnce(failure);
            });
  }

  private void logOnce(Throwable failure) {
    if (!isFailing) {
      isFailing = true;
      LOGGER
          .atWarn()
          .addKeyValue("cause", failure.getMessage())
          .log("Cannot ask how far conversations have come; goes on trying");
    }
  }

  private void catchUp(List<ReadHeads.Head> heads) {
    List<ReadHeads.Head> behind = heads.stream().filter(this::isBehind).toList();
    if (!behind.isEmpty()) {
      vertx.setTimer(
          ON_ITS_WAY_MS, timer -> behind.stream().filter(this::isBehind).forEach(this::announce));
    }
  }

  private boolean isBehind(ReadHeads.Head head) {
    return watched.isBehind(address(head), head.changeSeq());
  }

  private void announce(ReadHeads.Head head) {
    var event =
        new ConversationEvent.FeedHead(
            head.conversationId(), head.lastSeq(), head.changeSeq(), clock.instant());
    String address = address(head);
    found.increment();
    relay.relay(
        new Frame(
            address,
            head.changeSeq(),
            event.at().toEpochMilli(),
            Frames.received(address, WireJson.write(event))));
  }

  private static String address(ReadHeads.Head head) {
    return Messaging.CONVERSATION.at(head.org(), head.conversationId()).toString();
  }
}
