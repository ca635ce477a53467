package dev.campfire.bridge.socket;

import dev.campfire.bridge.core.BridgeNode;
import dev.campfire.bridge.core.EndedRight;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The sockets of one edge verticle. */
public final class Sockets {
  /**
   * In how many steps one timer looks after all of them: at once, ten thousand would hold up the
   * event loop. Rule 1 leaves 1 s for all.
   */
  private static final int SWEEP_STEPS = 10;

  private static final long SWEEP_STEP_MS = 90;

  private static final long DRAIN_STEP_MS = 50;

  private final Vertx vertx;
  private final BridgeNode node;
  private final StockBridge stock;
  private final Set<SocketSession> sessions = new HashSet<>();
  private final Rounds<SocketSession> rounds = new Rounds<>(sessions, SWEEP_STEPS);

  public Sockets(Vertx vertx, BridgeNode node) {
    this.vertx = vertx;
    this.node = node;
    this.stock = new StockBridge(vertx);
    vertx.setPeriodic(SWEEP_STEP_MS, timer -> sweep());
  }

  /** Takes over a socket that has just been opened. */
  public void accept(SockJSSocket socket) {
    SocketSession session = new SocketSession(vertx, node, stock, socket, this::forget);
    sessions.add(session);
    node.openSockets().incrementAndGet();
    try {
      session.start();
    } catch (IllegalStateException closedAlready) {
      session.end();
    }
  }

  private void forget(SocketSession session) {
    if (sessions.remove(session)) {
      node.openSockets().decrementAndGet();
    }
  }

  private void sweep() {
    // Asked once, and not by each of ten thousand: a clock costs more than the rest of it.
    Instant now = node.clock().instant();
    rounds.step(session -> session.check(now));
  }

  /** Closes the sockets of what has ended. */
  public void revoke(EndedRight right) {
    List.copyOf(sessions).forEach(session -> session.revoke(right));
  }

  /**
   * Sends everybody away, spread over some time so that they do not all come to the next node at
   * once.
   *
   * @return done when each has been told; at once without any
   */
  public Future<Void> drain(long overMs) {
    List<SocketSession> leaving = new ArrayList<>(sessions);
    if (leaving.isEmpty()) {
      return Future.succeededFuture();
    }
    leaving.forEach(SocketSession::announceLeaving);
    Collections.shuffle(leaving);
    int perStep = (int) Math.ceil(leaving.size() / (double) Math.max(1, overMs / DRAIN_STEP_MS));
    Promise<Void> gone = Promise.promise();
    vertx.setPeriodic(
        DRAIN_STEP_MS,
        timer -> {
          int count = Math.min(perStep, leaving.size());
          List<SocketSession> next = leaving.subList(leaving.size() - count, leaving.size());
          next.forEach(session -> session.close(CloseCode.LEAVING));
          next.clear();
          if (leaving.isEmpty()) {
            vertx.cancelTimer(timer);
            gone.complete();
          }
        });
    return gone.future();
  }

  public int size() {
    return sessions.size();
  }
}
