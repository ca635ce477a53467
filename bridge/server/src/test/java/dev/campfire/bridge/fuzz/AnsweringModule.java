package dev.campfire.bridge.fuzz;

import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.Role;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.address.Topic;
import dev.campfire.contract.analytics.Analytics;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.id.SessionId;
import dev.campfire.contract.identity.Administration;
import dev.campfire.contract.identity.Authenticate.Authenticated;
import dev.campfire.contract.identity.CheckOrigin;
import dev.campfire.contract.identity.FindOrigins;
import dev.campfire.contract.identity.Identity;
import dev.campfire.contract.identity.ReadRevocations;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.presence.Presence;
import dev.campfire.contract.receipts.Receipts;
import dev.campfire.spi.Bus;
import dev.campfire.spi.CampfireModule;
import dev.campfire.spi.ModuleContext;
import dev.campfire.testkit.print.Examples;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Every capability at once: reads each request as strictly as the real ones do, keeps nothing, and
 * answers an example. The access tokens are {@code agent}, {@code admin}, {@code contact} and
 * {@code service}; {@code late} is one that has run out.
 */
final class AnsweringModule implements CampfireModule<AnsweringModule.NoSettings> {
  record NoSettings() {}

  /** Of all callers. */
  static final OrgId ORG = new OrgId(UUID.fromString("0197a000-0000-7000-8000-0000000000aa"));

  static final String SHOP = "https://shop.example.com";
  static final String WIDGET_KEY = "demo";

  private static final PersonId PERSON =
      new PersonId(UUID.fromString("0197a000-0000-7000-8000-0000000000bb"));
  private static final UUID EPOCH = UUID.fromString("0197a000-0000-7000-8000-000000000001");

  @Override
  public String name() {
    return "answering";
  }

  @Override
  public Class<NoSettings> configuration() {
    return NoSettings.class;
  }

  @Override
  public List<Command<?, ?>> commands() {
    return Stream.of(
            Identity.COMMANDS,
            Administration.COMMANDS,
            Messaging.COMMANDS,
            Presence.COMMANDS,
            Receipts.COMMANDS,
            Analytics.COMMANDS)
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public List<Topic<?>> topics() {
    return Stream.of(
            Identity.TOPICS,
            Messaging.TOPICS,
            Presence.TOPICS,
            Receipts.TOPICS,
            List.<Topic<?>>of(Analytics.FEED))
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public boolean usesDatabase() {
    return false;
  }

  @Override
  public Deployable create(ModuleContext context, NoSettings none) {
    Bus bus = context.bus();
    return new VerticleBase() {
      @Override
      public Future<?> start() {
        return serve(bus);
      }
    };
  }

  private Future<?> serve(Bus bus) {
    List<Future<?>> served = new ArrayList<>();
    served.add(bus.serve(Identity.AUTHENTICATE, (caller, request) -> whose(request.token())));
    served.add(bus.serve(Identity.ORIGINS, (caller, request) -> origins(request)));
    served.add(
        bus.serve(
            Identity.CHECK_ORIGIN,
            (caller, request) -> answer(new CheckOrigin.Checked(request.origin().equals(SHOP)))));
    served.add(
        bus.serve(
            Identity.REVOCATIONS,
            (caller, request) -> answer(new ReadRevocations.Revocations(List.of()))));
    commands().stream()
        .filter(command -> !SERVED.contains(command))
        .forEach(command -> served.add(example(bus, command)));
    return Future.all(served);
  }

  private static final List<Command<?, ?>> SERVED =
      List.of(Identity.AUTHENTICATE, Identity.ORIGINS, Identity.CHECK_ORIGIN, Identity.REVOCATIONS);

  private static <Q extends Record, R extends Record> Future<?> example(
      Bus bus, Command<Q, R> command) {
    R example = Examples.full(command.reply());
    return bus.serve(command, (caller, request) -> answer(example));
  }

  private static <T> Future<T> answer(T answer) {
    return Future.succeededFuture(answer);
  }

  private static Future<Authenticated> whose(String token) {
    return switch (token) {
      case "agent" -> authenticated(Role.AGENT);
      case "admin" -> authenticated(Role.ADMIN);
      case "contact" -> authenticated(Role.CONTACT);
      case "service" -> authenticated(Role.SERVICE);
      case "late" -> refuse(ProblemCode.TOKEN_EXPIRED);
      default -> refuse(ProblemCode.UNAUTHENTICATED);
    };
  }

  private static Future<Authenticated> authenticated(Role role) {
    Caller caller = new Caller(PERSON, ORG, role, new SessionId(PERSON.value()), "Ada Lovelace");
    return answer(new Authenticated(caller, Instant.now().plusSeconds(900), EPOCH));
  }

  private static <T> Future<T> refuse(ProblemCode code) {
    return Future.failedFuture(ProblemException.of(code, "There is no valid sign-in."));
  }

  private static Future<FindOrigins.Origins> origins(FindOrigins request) {
    return request.widgetKey() == null || request.widgetKey().equals(WIDGET_KEY)
        ? answer(new FindOrigins.Origins(List.of(SHOP)))
        : Future.failedFuture(ProblemException.notFound());
  }
}
