package dev.campfire.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.campfire.bench.RunFailure;
import dev.campfire.bench.Until;
import dev.campfire.bench.wire.Json;
import dev.campfire.bench.wire.Patience;
import dev.campfire.bench.wire.Person;
import dev.campfire.bench.wire.SignIn;
import dev.campfire.bench.wire.Target;
import dev.campfire.bench.wire.TokenSource;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.messaging.Conversation;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.messaging.OpenConversation;
import dev.campfire.contract.presence.Presence;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The load: two organisations, in each conversation a contact and two agents, each on another node.
 * Everything of it happens on one event loop; its methods are for the main thread.
 */
final class Scene {
  private static final long SETUP_MS = 90_000;
  private static final String PASSWORD = "campfire";

  private static final Map<String, List<String>> AGENTS =
      new TreeMap<>(
          Map.of(
              "demo", List.of("ada@demo.test", "grace@demo.test", "admin@demo.test"),
              "other", List.of("eve@other.test", "eve@other.test", "eve@other.test")));

  private final Vertx vertx;
  private final Context context;
  private final List<Target> targets;
  private final History history;
  private final Random random;
  private final Predicate<JsonNode> loses;
  private final WebSocketClient sockets;
  private final SignIn signIn;
  private final List<Talk> talks = new ArrayList<>();
  private final Set<Client> clients = new LinkedHashSet<>();
  private final Map<String, TokenSource> tokens = new HashMap<>();
  private long timer = -1;

  /**
   * @param loses which events never come
   */
  Scene(
      Vertx vertx,
      List<Target> targets,
      History history,
      Random random,
      Predicate<JsonNode> loses) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.targets = targets;
    this.history = history;
    this.random = random;
    this.loses = loses;
    this.sockets =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setMaxConnections(20_000)
                .setMaxFrameSize(16 << 20)
                .setMaxMessageSize(16 << 20));
    this.signIn = new SignIn(vertx.createHttpClient(), targets);
  }

  /** Signs everybody in and opens the conversations. */
  void open(int conversationsOfEach) {
    await(
        SETUP_MS,
        () -> {
          Future<Void> opened = Future.succeededFuture();
          for (String org : AGENTS.keySet()) {
            opened = opened.compose(before -> openOrg(org, conversationsOfEach));
          }
          return opened;
        });
  }

  private Future<Void> openOrg(String org, int count) {
    List<Client> agents = new ArrayList<>();
    for (int home = 0; home < 3; home++) {
      String email = AGENTS.get(org).get(home);
      TokenSource token = tokens.computeIfAbsent(email, e -> tokens(signIn.agent(e, PASSWORD)));
      agents.add(client(org + "-agent-" + home, token, home, targets));
    }
    Future<Void> ready = Future.succeededFuture();
    for (Client agent : agents) {
      ready = ready.compose(before -> patience().ask(agent::connect));
    }
    for (int number = 0; number < count; number++) {
      int home = number % 3;
      String name = org + "-contact-" + number;
      ready = ready.compose(before -> openTalk(org, name, home, agents));
    }
    return ready;
  }

  private Future<Void> openTalk(String org, String name, int home, List<Client> agents) {
    Client contact = client(name, tokens(signIn.contact(org)), home, targets);
    UUID conv = new UUID(random.nextLong(), random.nextLong());
    OpenConversation request =
        new OpenConversation(new ConversationId(conv), null, name, null, null);
    return patience()
        .ask(contact::connect)
        .compose(on -> patience().ask(() -> contact.ask(Messaging.OPEN.address(), request)))
        .compose(
            opened -> {
              UUID id = Json.read(opened, Conversation.class).org().value();
              Talk talk =
                  new Talk(
                      vertx,
                      id,
                      conv,
                      List.of(contact, agents.get((home + 1) % 3), agents.get((home + 2) % 3)),
                      random,
                      loses);
              talks.add(talk);
              return talk.join();
            });
  }

  private TokenSource tokens(Supplier<Future<TokenSource.Token>> fetch) {
    return new TokenSource(fetch, Clock.systemUTC(), random);
  }

  private Client client(String name, TokenSource token, int home, List<Target> via) {
    Client client =
        new Client(
            name, history, log -> new Person.Line(vertx, sockets, via, random, log), token, home);
    clients.add(client);
    return client;
  }

  private Patience patience() {
    return new Patience(vertx, System.nanoTime() + SETUP_MS * 1_000_000, refused -> {});
  }

  /** One more conversation, whose contact comes over other lines than everybody else. */
  Talk openVia(List<Target> via, String name) {
    return await(
        SETUP_MS,
        () -> {
          Client contact = client(name, tokens(signIn.contact("demo")), 0, via);
          Client agent = client(name + "-agent", tokens.get("ada@demo.test"), 1, targets);
          UUID conv = new UUID(random.nextLong(), random.nextLong());
          return patience()
              .ask(contact::connect)
              .compose(on -> patience().ask(agent::connect))
              .compose(
                  on ->
                      patience()
                          .ask(
                              () ->
                                  contact.ask(
                                      Messaging.OPEN.address(),
                                      new OpenConversation(
                                          new ConversationId(conv), null, name, null, null))))
              .compose(
                  opened -> {
                    UUID org = Json.read(opened, Conversation.class).org().value();
                    Talk talk = new Talk(vertx, org, conv, List.of(contact, agent), random, loses);
                    talks.add(talk);
                    return talk.join().map(joined -> talk);
                  });
        });
  }

  /** Sends from now on, so many messages a second in all. */
  void begin(int perSecond) {
    call(
        () -> {
          timer =
              vertx.setPeriodic(
                  Math.max(1, 1_000 / perSecond),
                  due -> talks.get(random.nextInt(talks.size())).say());
          return null;
        });
  }

  /** Sends nothing new, and waits until every message has come to everybody. */
  void settle(long patienceMs) {
    call(() -> vertx.cancelTimer(timer));
    Until.holds(
        "every message is settled and every client is back",
        java.time.Duration.ofMillis(patienceMs),
        () -> call(() -> talks.stream().allMatch(Talk::isQuiet) && isEverybodyBack()));
    // The bridge tells of what got lost every 2 s; what is even is complete.
    Until.holdsOrNot(
        java.time.Duration.ofSeconds(10), () -> call(() -> talks.stream().allMatch(Talk::isEven)));
    call(
        () -> {
          talks.forEach(Talk::markAgain);
          return null;
        });
    Until.passed(java.time.Duration.ofSeconds(3));
  }

  private boolean isEverybodyBack() {
    return clients.stream().allMatch(Client::isBack);
  }

  boolean areAllBack() {
    return call(this::isEverybodyBack);
  }

  List<Talk> talks() {
    return talks;
  }

  Set<Client> clients() {
    return clients;
  }

  Client agent(String name) {
    return clients.stream().filter(client -> client.name().equals(name)).findFirst().orElseThrow();
  }

  /** One more socket of an agent of the demo's, on another node. */
  Client twinOf(String name, int home) {
    return await(
        SETUP_MS,
        () -> {
          Client twin = client(name + "-twin", tokens.get("ada@demo.test"), home, targets);
          return patience().ask(twin::connect).map(connected -> twin);
        });
  }

  /** How many messages have been on the disk for a while and were not acknowledged. */
  long unanswered(Postgres postgres) {
    double before = System.currentTimeMillis() - 200.0;
    List<Stored> stored = postgres.messages(conversations());
    Set<UUID> answered =
        history.entries().stream()
            .filter(entry -> entry.op() == Entry.Op.ACK)
            .map(Entry::cmid)
            .collect(Collectors.toSet());
    return stored.stream()
        .filter(message -> message.committedAt() < before && !answered.contains(message.cmid()))
        .count();
  }

  Future<String> tokenOf(String email) {
    return tokens.get(email).token().map(TokenSource.Token::text);
  }

  /** Makes every agent's choice known, without which nobody is online. */
  void chooseOnline() {
    await(
        30_000,
        () ->
            Future.all(
                clients.stream()
                    .filter(client -> client.name().contains("agent"))
                    .map(
                        client ->
                            patience()
                                .ask(
                                    () ->
                                        client.ask(
                                            Presence.SET.address(),
                                            Map.of("availability", "online"))))
                    .toList()));
  }

  /** Whether each node says that every agent of the organisation is connected. */
  boolean isPresenceRight() {
    List<Boolean> right =
        await(
            6_000,
            () ->
                Future.join(
                        clients.stream()
                            .filter(client -> client.name().matches("demo-agent-\\d"))
                            .map(client -> client.ask(Presence.LIST.address(), Map.of()))
                            .map(asked -> asked.map(Scene::isEverybodyOnline).otherwise(false))
                            .toList())
                    .map(all -> all.<Boolean>list()));
    return right.stream().allMatch(Boolean::booleanValue);
  }

  private static boolean isEverybodyOnline(JsonNode list) {
    int online = 0;
    for (JsonNode agent : list.path("agents")) {
      online += agent.path("isOnline").asBoolean() ? 1 : 0;
    }
    return online >= 3;
  }

  /** Does something on the load's event loop. */
  <T> T call(Supplier<T> work) {
    return await(20_000, () -> Future.succeededFuture(work.get()));
  }

  <T> T await(long patienceMs, Supplier<Future<T>> work) {
    java.util.concurrent.CompletableFuture<T> done = new java.util.concurrent.CompletableFuture<>();
    context.runOnContext(
        here -> {
          try {
            work.get().onComplete(done::complete, done::completeExceptionally);
          } catch (RuntimeException e) {
            done.completeExceptionally(e);
          }
        });
    try {
      return done.get(patienceMs, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new RunFailure("The load broke off: " + e.getCause().getMessage() + ".", e.getCause());
    } catch (TimeoutException e) {
      throw new RunFailure("The load did not answer in " + patienceMs / 1_000 + " s.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunFailure("The run was interrupted.", e);
    }
  }

  void close() {
    call(
        () -> {
          clients.forEach(Client::leave);
          return null;
        });
  }

  /** Which conversations each client listens to. */
  Map<String, Set<UUID>> readers() {
    Map<String, Set<UUID>> readers = new HashMap<>();
    for (Talk talk : talks) {
      for (Client member : talk.members()) {
        readers.computeIfAbsent(member.name(), name -> new LinkedHashSet<>()).add(talk.conv());
      }
    }
    return readers;
  }

  List<UUID> conversations() {
    return talks.stream().map(Talk::conv).toList();
  }
}
