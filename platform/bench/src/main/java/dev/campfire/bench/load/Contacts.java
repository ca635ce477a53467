package dev.campfire.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.campfire.bench.RunFailure;
import dev.campfire.bench.wire.Api;
import dev.campfire.bench.wire.Json;
import dev.campfire.bench.wire.Patience;
import dev.campfire.bench.wire.Person;
import dev.campfire.bench.wire.SignIn;
import dev.campfire.bench.wire.Target;
import dev.campfire.bench.wire.TokenSource;
import dev.campfire.contract.address.Topic;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.messaging.Conversation;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.messaging.OpenConversation;
import dev.campfire.contract.presence.Presence;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.WebSocketClientOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** Contacts by the thousand, each with a socket and a conversation of their own. */
public final class Contacts {
  /** What ten thousand take who come to a busy machine, with room. */
  public static final Duration COMING = Duration.ofMinutes(8);

  public static final int MOST = 15_000;

  private static final int AT_ONCE = 50;

  /**
   * One address has some 28,000 ports, each that was closed lately counts, and the kernel looks for
   * a free one the longer the more are taken.
   */
  private static final int SOCKETS_OF_ADDRESS = 1_000;

  private final Vertx vertx;
  private final String widgetKey;
  private final Random random = new Random(1);
  private final SignIn signIn;
  private final Api api;
  private final List<Person.Line> lines = new ArrayList<>();
  private final List<Contact> all = new ArrayList<>();

  /** One of them, signed in, with the conversation that they opened. */
  public record Contact(Person person, OrgId org, ConversationId conversation) {

    /** Listens to a feed of their organisation. */
    public Future<Void> join(Topic.Address<?> feed, Consumer<JsonNode> listener) {
      return person.join(feed.toString(), listener);
    }

    /** Listens as the widget does: to the conversation, to who types there, to who is available. */
    public Future<?> joinAll(Consumer<JsonNode> listener) {
      return Future.all(
          join(Messaging.CONVERSATION.at(org, conversation), listener),
          join(Presence.TYPISTS_OF.at(org, conversation), listener),
          join(Presence.AVAILABLE.at(org), listener));
    }
  }

  /**
   * Nobody has come yet.
   *
   * @param targets nodes of one installation, to which they go in turn
   * @param most how many will come
   * @param firstPauseMs within which those who lose their socket come back
   */
  public Contacts(
      Vertx vertx,
      List<Target> targets,
      String widgetKey,
      int most,
      Person.ConnectionLog log,
      long firstPauseMs) {
    this.vertx = vertx;
    this.widgetKey = widgetKey;
    HttpClient http = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(AT_ONCE));
    this.signIn = new SignIn(http, targets);
    this.api = new Api(http, targets);
    for (int address = 0; address * SOCKETS_OF_ADDRESS < most; address++) {
      WebSocketClientOptions options =
          new WebSocketClientOptions().setMaxConnections(2 * SOCKETS_OF_ADDRESS);
      options.setLocalAddress(
          targets.get(0).host().startsWith("127.") ? "127.0.1." + (1 + address) : null);
      lines.add(
          new Person.Line(
              vertx, vertx.createWebSocketClient(options), targets, random, log, firstPauseMs));
    }
  }

  /**
   * As many more come.
   *
   * @param welcome what each does on arrival
   * @return done when all have; fails with {@link RunFailure}
   */
  public Future<Void> come(int count, Function<Contact, Future<?>> welcome) {
    return open(count).compose(opened -> connect(welcome));
  }

  /** As many more sign in and open their conversations; without a socket yet. */
  public Future<Void> open(int count) {
    Patience patience = patience();
    int before = all.size();
    return named(Abreast.each(count, AT_ONCE, number -> open(before + number, patience)));
  }

  private Future<?> open(int number, Patience patience) {
    TokenSource tokens = new TokenSource(signIn.contact(widgetKey), Clock.systemUTC(), random);
    Person person =
        new Person(lines.get(number / SOCKETS_OF_ADDRESS % lines.size()), tokens, number);
    ConversationId id = new ConversationId(UUID.randomUUID());
    OpenConversation request = new OpenConversation(id, null, null, null, null);
    return patience
        .ask(tokens::token)
        .compose(
            token ->
                patience.ask(
                    () -> api.ask(HttpMethod.POST, "/api/v1/conversations", token.text(), request)))
        .map(reply -> Json.read(reply, Conversation.class))
        .onSuccess(opened -> all.add(new Contact(person, opened.org(), id)));
  }

  /** Who has no socket gets one. */
  public Future<Void> connect(Function<Contact, Future<?>> welcome) {
    Patience patience = patience();
    List<Contact> offline = all.stream().filter(each -> !each.person().isOnline()).toList();
    return named(
        Abreast.each(
            offline.size(),
            AT_ONCE,
            number ->
                patience
                    .ask(offline.get(number).person()::connect)
                    .compose(online -> welcome.apply(offline.get(number)))));
  }

  private Patience patience() {
    return new Patience(vertx, System.nanoTime() + COMING.toNanos(), failure -> {});
  }

  private static <T> Future<T> named(Future<T> setUp) {
    return setUp.recover(
        failure ->
            Future.failedFuture(
                new RunFailure(
                    "The run could not be set up: " + failure.getMessage() + ".", failure)));
  }

  /** In the order in which they came. */
  public List<Contact> all() {
    return all;
  }

  /** How many have a socket now. */
  public long onlineCount() {
    return all.stream().filter(contact -> contact.person().isOnline()).count();
  }

  /** They go for good. */
  public void leave() {
    all.forEach(contact -> contact.person().leave());
    all.clear();
  }
}
