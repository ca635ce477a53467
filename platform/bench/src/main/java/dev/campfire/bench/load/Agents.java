package dev.campfire.bench.load;

import dev.campfire.bench.RunFailure;
import dev.campfire.bench.wire.Patience;
import dev.campfire.bench.wire.Person;
import dev.campfire.bench.wire.SignIn;
import dev.campfire.bench.wire.TokenSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClientOptions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Agents with a socket each; several may be of one account, as somebody with several pages is. */
public final class Agents {
  private static final int AT_ONCE = 8;

  private final List<Person> all = new ArrayList<>();

  private Agents() {}

  /**
   * As many as the cast has agents' sockets.
   *
   * @return when all are signed in; fails with {@link RunFailure}
   */
  public static Future<Agents> connect(Vertx vertx, Cast cast, Person.ConnectionLog log) {
    Random random = new Random();
    SignIn signIn = new SignIn(vertx.createHttpClient(), cast.target());
    Person.Line line =
        new Person.Line(
            vertx,
            vertx.createWebSocketClient(
                new WebSocketClientOptions().setMaxConnections(2 * cast.agentSockets())),
            List.of(cast.target()),
            random,
            log);
    List<TokenSource> accounts = accounts(cast, signIn, random);
    Agents agents = new Agents();
    for (int socket = 0; socket < cast.agentSockets(); socket++) {
      agents.all.add(new Person(line, accounts.get(cast.accountOf(socket))));
    }
    Patience patience =
        new Patience(
            vertx,
            System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Stage.SETUP_MS),
            failure -> {});
    return Abreast.each(
            agents.all.size(), AT_ONCE, number -> patience.ask(agents.all.get(number)::connect))
        .recover(
            failure ->
                Future.failedFuture(
                    new RunFailure(
                        "The agents could not sign in at %s: %s."
                            .formatted(cast.target(), failure.getMessage()),
                        failure)))
        .map(connected -> agents);
  }

  /** The accounts of the cast, in its order; none is signed in yet. */
  public static List<TokenSource> accounts(Cast cast, SignIn signIn, RandomGenerator random) {
    return cast.agentEmails().stream()
        .map(
            email ->
                new TokenSource(
                    signIn.agent(email, cast.agentPassword()), Clock.systemUTC(), random))
        .toList();
  }

  public List<Person> all() {
    return all;
  }

  /** They go for good. */
  public void leave() {
    all.forEach(Person::leave);
  }
}
