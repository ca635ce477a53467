package dev.campfire.bench.load;

import dev.campfire.bench.RunFailure;
import dev.campfire.bench.ceiling.BatchWriter;
import dev.campfire.bench.check.Findings;
import dev.campfire.bench.wire.Json;
import dev.campfire.bench.wire.Patience;
import dev.campfire.bench.wire.Person;
import dev.campfire.bench.wire.SignIn;
import dev.campfire.bench.wire.TokenSource;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.messaging.Conversation;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.messaging.OpenConversation;
import dev.campfire.contract.messaging.Sender;
import dev.campfire.contract.messaging.SenderKind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The people of a run, connected and listening, and what they do before and after the load. */
final class Stage {
  /** Long enough for a minute's budget of widget sessions to come back. */
  static final long SETUP_MS = 90_000;

  /** How long a message is tried again after the last one was due. */
  static final long RETRY_PATIENCE_MS = 10_000;

  /** Promise 4 of the contract (5 s), and a second for the bench itself. */
  static final long DELIVERY_PATIENCE_MS = 6_000;

  static final long READ_BACK_MS = 60_000;

  /** A page of 200 messages of 8,000 characters, with room. */
  private static final int LARGEST_FRAME = 16 << 20;

  private static final int AT_ONCE = 8;

  private final Vertx vertx;
  private final Cast cast;
  private final Dialogue.Shared shared;
  private final SignIn contactSignIn;
  private final SignIn agentSignIn;
  private final Person.Line contactLine;
  private final Person.Line agentLine;
  private final Random random = new Random();
  private final List<Person> agents = new ArrayList<>();
  private final List<Person> everybody = new ArrayList<>();
  private final Dialogue[] dialogues;
  private final OrgId[] orgs;
  private int unreadCount;

  private Stage(Vertx vertx, Cast cast, Tally tally, Findings findings, boolean receipts) {
    this.vertx = vertx;
    this.cast = cast;
    this.shared = new Dialogue.Shared(vertx, tally, findings, new Deadline(), receipts);
    HttpClientOptions http = new HttpClientOptions();
    http.setLocalAddress(cast.from());
    HttpClient requests = vertx.createHttpClient(http);
    this.contactSignIn = new SignIn(requests, cast.target());
    this.agentSignIn = new SignIn(requests, cast.agentTarget());
    WebSocketClientOptions sockets =
        new WebSocketClientOptions()
            .setMaxConnections(2 * (cast.conversations() + cast.agentSockets()))
            .setMaxFrameSize(LARGEST_FRAME)
            .setMaxMessageSize(LARGEST_FRAME);
    sockets.setLocalAddress(cast.from());
    WebSocketClient client = vertx.createWebSocketClient(sockets);
    this.contactLine = new Person.Line(vertx, client, List.of(cast.target()), random, tally);
    this.agentLine = new Person.Line(vertx, client, List.of(cast.agentTarget()), random, tally);
    this.dialogues = new Dialogue[cast.conversations()];
    this.orgs = new OrgId[cast.conversations()];
  }

  /**
   * Signs everybody in and opens the conversations.
   *
   * @param receipts whether each message is marked as read by whoever gets it
   * @return the stage, ready; fails with {@link RunFailure}
   */
  static Future<Stage> open(
      Vertx vertx, Cast cast, Tally tally, Findings findings, boolean receipts) {
    Stage stage = new Stage(vertx, cast, tally, findings, receipts);
    Patience patience = new Patience(vertx, fromNow(SETUP_MS), tally::refusedAside);
    return stage
        .openAgents(patience)
        .compose(
            agents ->
                Abreast.each(
                    cast.conversations(), AT_ONCE, number -> stage.openDialogue(number, patience)))
        .timeout(SETUP_MS, TimeUnit.MILLISECONDS)
        .recover(
            failure ->
                Future.failedFuture(
                    new RunFailure(
                        "The run could not be set up at %s: %s."
                            .formatted(cast.places(), failure.getMessage()),
                        failure)))
        .map(opened -> stage);
  }

  private static long fromNow(long millis) {
    return System.nanoTime() + millis * 1_000_000;
  }

  private Future<Void> openAgents(Patience patience) {
    List<TokenSource> accounts = new ArrayList<>();
    for (String email : cast.agentEmails()) {
      accounts.add(
          new TokenSource(
              agentSignIn.agent(email, cast.agentPassword()), Clock.systemUTC(), random));
    }
    for (int socket = 0; socket < cast.agentSockets(); socket++) {
      agents.add(new Person(agentLine, accounts.get(cast.accountOf(socket))));
    }
    everybody.addAll(agents);
    return Abreast.each(
        agents.size(), AT_ONCE, number -> patience.ask(() -> agents.get(number).connect()));
  }

  private Future<Void> openDialogue(int number, Patience patience) {
    TokenSource tokens =
        new TokenSource(contactSignIn.contact(cast.widgetKey()), Clock.systemUTC(), random);
    Person contact = new Person(contactLine, tokens);
    Person agent = agents.get(cast.socketOf(number));
    everybody.add(contact);
    ConversationId id = new ConversationId(UUID.randomUUID());
    OpenConversation request = new OpenConversation(id, null, "bench " + number, null, null);
    return patience
        .ask(contact::connect)
        .compose(online -> patience.ask(() -> contact.ask(Messaging.OPEN.address(), request)))
        .map(reply -> Json.read(reply, Conversation.class))
        .compose(
            opened -> {
              dialogues[number] = new Dialogue(number, id, contact, agent, shared);
              orgs[number] = opened.org();
              return dialogues[number].join(Messaging.CONVERSATION.at(opened.org(), id).toString());
            });
  }

  Dialogue dialogue(int number) {
    return dialogues[number];
  }

  /** How many messages have not yet come to everybody. */
  int unsettledCount() {
    int count = 0;
    for (Dialogue dialogue : dialogues) {
      count += dialogue.unsettledCount();
    }
    return count;
  }

  /** Waits until everything has come to everybody, but only as long as it may take. */
  Future<Void> settle() {
    shared.deadline().set(fromNow(RETRY_PATIENCE_MS));
    long latest = fromNow(RETRY_PATIENCE_MS + DELIVERY_PATIENCE_MS);
    Promise<Void> settled = Promise.promise();
    vertx.setPeriodic(
        20,
        timer -> {
          if (unsettledCount() == 0 || System.nanoTime() > latest) {
            vertx.cancelTimer(timer);
            settled.complete();
          }
        });
    return settled.future();
  }

  /** Reads every conversation back and concludes its checks. */
  Future<Void> readBack() {
    Patience patience = new Patience(vertx, fromNow(READ_BACK_MS), shared.tally()::refusedAside);
    return Abreast.each(
        dialogues.length,
        AT_ONCE,
        number ->
            dialogues[number]
                .readBack(patience)
                .otherwise(
                    unreadable -> {
                      unreadCount++;
                      return null;
                    })
                .onSuccess(done -> dialogues[number].conclude()));
  }

  /** How many conversations could not be read back. */
  int unreadCount() {
    return unreadCount;
  }

  /**
   * Every conversation, with its contact.
   *
   * @param size of what they write, in UTF-16 units
   */
  List<BatchWriter.Line> places(int size) {
    List<BatchWriter.Line> places = new ArrayList<>();
    for (int number = 0; number < dialogues.length; number++) {
      places.add(
          new BatchWriter.Line(
              orgs[number],
              dialogues[number].id(),
              new Sender(dialogues[number].contact().id(), SenderKind.CONTACT, null),
              null,
              Contents.of(number, size)));
    }
    return places;
  }

  void close() {
    everybody.forEach(Person::leave);
  }
}
