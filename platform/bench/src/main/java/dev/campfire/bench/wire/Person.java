package dev.campfire.bench.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.campfire.contract.id.PersonId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Somebody with one socket, who signs in, listens to feeds, and comes back when the socket is lost.
 */
public final class Person {
  private final Line line;
  private final TokenSource tokens;
  private final Map<String, Feed> feeds = new LinkedHashMap<>();
  private BridgeSocket socket;
  private PersonId id;
  private int connection;
  private int failedTries;
  private int at;
  private Target connectedTo;
  private long renewal = -1;
  private boolean gone;

  /**
   * What all people of a run share.
   *
   * @param targets nodes of one installation; may change
   * @param firstPauseMs within which somebody who lost their socket comes back; each further try
   *     may take twice as long
   */
  public record Line(
      Vertx vertx,
      WebSocketClient client,
      List<Target> targets,
      RandomGenerator random,
      ConnectionLog log,
      long firstPauseMs) {

    public Line(
        Vertx vertx,
        WebSocketClient client,
        List<Target> targets,
        RandomGenerator random,
        ConnectionLog log) {
      this(vertx, client, targets, random, log, 1_000);
    }
  }

  /** Where the run keeps count of what its connections go through. */
  public interface ConnectionLog {
    void lost(int closeCode);

    /** A request of the connection itself (sign-in, register) was refused. */
    void refused(RequestFailure failure);

    /** The server broke the protocol. */
    void fault(String what);
  }

  private record Feed(Consumer<JsonNode> listener, Promise<Void> joined) {}

  public Person(Line line, TokenSource tokens) {
    this(line, tokens, 0);
  }

  /**
   * @param home which of the targets comes first; each failure leads to the next one
   */
  public Person(Line line, TokenSource tokens, int home) {
    this.line = line;
    this.tokens = tokens;
    this.at = home;
  }

  /**
   * Connects and signs in, once.
   *
   * @return done when requests are served; fails with {@link RequestFailure}
   */
  public Future<Void> connect() {
    Link link = new Link();
    Target target = target();
    return tokens
        .token()
        .compose(
            token ->
                BridgeSocket.open(line.vertx(), line.client(), target, link)
                    .compose(opened -> signIn(opened, link, token))
                    .onSuccess(signedIn -> connectedTo = target))
        .onFailure(this::discardRefusedToken);
  }

  private Target target() {
    return line.targets().get(at % line.targets().size());
  }

  private Future<Void> signIn(BridgeSocket opened, Link link, TokenSource.Token token) {
    return opened
        .request("session.auth", Map.of("token", token.text()))
        .onFailure(refused -> opened.close())
        .map(
            caller -> {
              if (gone) {
                opened.close();
                return null;
              }
              link.live = true;
              id = PersonId.parse(caller.path("caller").path("id").asText());
              socket = opened;
              connection++;
              failedTries = 0;
              feeds.keySet().forEach(opened::register);
              planRenewal();
              return null;
            });
  }

  private void discardRefusedToken(Throwable failure) {
    if (failure instanceof RequestFailure refused && refused.isSignedOut()) {
      tokens.discard();
    }
  }

  /** The same call renews the token on the live socket (contract section 3.1). */
  private void planRenewal() {
    line.vertx().cancelTimer(renewal);
    renewal = line.vertx().setTimer(tokens.untilRenewalMs() + 1, due -> renew());
  }

  private void renew() {
    if (gone || socket == null) {
      return;
    }
    tokens
        .token()
        .compose(token -> ask("session.auth", Map.of("token", token.text())))
        .onComplete(renewed -> planRenewal(), this::renewLater);
  }

  private void renewLater(Throwable failure) {
    note(failure);
    renewal = line.vertx().setTimer(5_000, due -> renew());
  }

  private void note(Throwable failure) {
    if (failure instanceof RequestFailure refused) {
      line.log().refused(refused);
    }
  }

  /**
   * Asks an address.
   *
   * @return the reply's body; fails with {@link RequestFailure}, at once while there is no socket
   */
  public Future<JsonNode> ask(String address, Object body) {
    return socket == null
        ? Future.failedFuture(RequestFailure.connectionLost("not connected"))
        : socket.request(address, body);
  }

  /**
   * Listens to a feed from now on, over every connection to come.
   *
   * @param listener is given the body of each event, {@code feed.joined} too
   * @return done when the server has confirmed for the first time
   */
  public Future<Void> join(String address, Consumer<JsonNode> listener) {
    Feed feed = feeds.computeIfAbsent(address, a -> new Feed(listener, Promise.promise()));
    if (socket != null) {
      socket.register(address);
    }
    return feed.joined().future();
  }

  /** Who the server says that they are; null before the first sign-in. */
  public PersonId id() {
    return id;
  }

  /** Counts the connections, so that messages of one of them can be told from the next one's. */
  public int connection() {
    return connection;
  }

  public boolean isOnline() {
    return socket != null;
  }

  /** Loses the socket without a word, as a network that breaks does it, and comes back. */
  public void cut() {
    if (socket != null) {
      socket.cut();
    }
  }

  /** Leaves for good. */
  public void leave() {
    gone = true;
    line.vertx().cancelTimer(renewal);
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }

  private void comeBack() {
    if (gone) {
      return;
    }
    // Full jitter under a doubling ceiling: a whole crowd has lost its node at once.
    long ceiling = line.firstPauseMs() << Math.min(failedTries, 3);
    // Another node in the place of the one that is gone is gone to, as a load balancer would have
    // it: it has the fewest sockets.
    if (failedTries > 0 || target().equals(connectedTo)) {
      at++;
    }
    failedTries++;
    line.vertx()
        .setTimer(
            1 + line.random().nextLong(ceiling),
            due -> {
              if (!gone) {
                connect()
                    .onFailure(
                        failure -> {
                          note(failure);
                          comeBack();
                        });
              }
            });
  }

  /** One connection's view; that of an older connection says nothing any more. */
  private final class Link implements BridgeSocket.Listener {
    private boolean live;

    @Override
    public void event(String address, JsonNode body) {
      Feed feed = feeds.get(address);
      if (feed == null) {
        line.log().fault("an event on an address that was not registered: " + address);
        return;
      }
      if (body.path("type").asText("").equals("feed.joined")) {
        feed.joined().tryComplete();
      }
      feed.listener().accept(body);
    }

    @Override
    public void refused(String address, RequestFailure failure) {
      line.log().refused(failure);
      Feed feed = feeds.get(address);
      if (feed == null) {
        return;
      }
      if (failure.isRepeatable()) {
        long pause = Math.max(250, failure.retryAfterMs());
        line.vertx().setTimer(pause, due -> registerAgain(address));
      } else {
        feed.joined().tryFail(failure);
      }
    }

    @Override
    public void fault(String what) {
      line.log().fault(what);
    }

    @Override
    public void closed(int code) {
      if (!live || gone) {
        return;
      }
      live = false;
      socket = null;
      line.log().lost(code);
      if (code == 4401) {
        tokens.discard();
      }
      comeBack();
    }
  }

  private void registerAgain(String address) {
    if (socket != null) {
      socket.register(address);
    }
  }
}
