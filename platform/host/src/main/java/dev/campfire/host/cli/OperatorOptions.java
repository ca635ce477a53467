package dev.campfire.host.cli;

import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.identity.Administration;
import dev.campfire.contract.identity.ListOrganizations;
import dev.campfire.contract.identity.ListOrganizations.Organization;
import dev.campfire.host.InstalledModules;
import dev.campfire.host.Node;
import dev.campfire.host.StartFailure;
import dev.campfire.host.config.Configuration;
import dev.campfire.host.config.NodeConfig;
import dev.campfire.host.database.DatabaseConfig;
import dev.campfire.host.database.EmbeddedPostgres;
import dev.campfire.host.database.KeySecretFile;
import dev.campfire.host.database.MigrationProcess;
import dev.campfire.spi.CampfireModule;
import dev.campfire.spi.CannotStart;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * What every command of whoever runs the installation can be told, and how it is carried out: by an
 * identity verticle of the command's own, on the same database as the running nodes (ADR-0029).
 * What it does is checked, done and written down by the same code as an admin's request over HTTP;
 * the nodes find out by themselves.
 */
final class OperatorOptions extends DataOption {
  /** What is asked of the node that the command makes. */
  interface Work {
    void run(Session session);
  }

  /** A node's bus, asked from the main thread. */
  static final class Session {
    private final Node node;

    private Session(Node node) {
      this.node = node;
    }

    /** Asks, and tells a refusal in one line. */
    <Q extends Record, R extends Record> R ask(Command<Q, R> command, Caller caller, Q request) {
      return await(node.bus().request(command, caller, request));
    }

    /**
     * Whom a command is about.
     *
     * @param named id, widget key or name; null if there is only one
     */
    Caller operatorOf(String named) {
      List<Organization> all =
          ask(Administration.LIST_ORGANIZATIONS, Caller.SYSTEM, new ListOrganizations())
              .organizations();
      List<OrgId> fitting =
          all.stream()
              .filter(
                  org ->
                      named == null
                          || org.id().toString().equals(named)
                          || org.widgetKey().equals(named)
                          || org.name().equalsIgnoreCase(named))
              .map(Organization::id)
              .toList();
      if (fitting.size() == 1) {
        return Caller.operator(fitting.get(0));
      }
      if (all.isEmpty()) {
        throw new StartFailure("There is no organisation yet: ./campfire org create NAME.");
      }
      throw new StartFailure(
          named == null || fitting.size() > 1
              ? "Which organisation? Name it by --org: its id or widget key; ./campfire org list"
                  + " shows them."
              : "There is no organisation `" + named + "`; ./campfire org list shows them.");
    }
  }

  /** Does the work on a node of its own, which ends with it. */
  void run(Work work) {
    Configuration configuration = configuration();
    NodeConfig nodeConfig = configuration.section("node", NodeConfig.class);
    DatabaseConfig database = configuration.section("database", DatabaseConfig.class);
    configuration.check();
    if (database.url() != null) {
      MigrationProcess.prepare(database.url(), database.acceptNewerSchema(), false);
      work(configuration, database.url(), work);
      return;
    }
    Path folder = Path.of(nodeConfig.data()).toAbsolutePath().normalize();
    Optional<String> running = EmbeddedPostgres.urlOfRunning(folder);
    if (running.isPresent()) {
      KeySecretFile.choose(configuration, folder, false);
      work(configuration, running.get(), work);
      return;
    }
    try (EmbeddedPostgres own = EmbeddedPostgres.start(folder)) {
      MigrationProcess.prepare(own, database.acceptNewerSchema(), false);
      KeySecretFile.choose(configuration, folder, true);
      work(configuration, own.url(), work);
    }
  }

  /** Where browsers come to, as the configuration says it. */
  String publicUrl() {
    Configuration configuration = configuration();
    String url = configuration.text("bridge.publicUrl");
    return url != null
        ? url.replaceFirst("/$", "")
        : "http://" + configuration.text("bridge.host") + ":" + configuration.text("bridge.port");
  }

  /** With few connections: a command asks one thing after the other. */
  @Override
  Configuration configuration() {
    return super.configuration().set("database.connections", 4);
  }

  private static void work(Configuration configuration, String url, Work work) {
    List<? extends CampfireModule<?>> identity =
        InstalledModules.all().stream().filter(module -> module.name().equals("identity")).toList();
    Node node =
        await(
            Node.start(
                new Node.Plan(
                    configuration,
                    identity,
                    false,
                    url,
                    Clock.systemUTC(),
                    new SimpleMeterRegistry())));
    try {
      work.run(new Session(node));
    } finally {
      await(node.stop());
    }
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailure("Interrupted.");
    } catch (ExecutionException e) {
      throw asFailure(e.getCause());
    }
  }

  private static RuntimeException asFailure(Throwable failure) {
    if (failure instanceof CannotStart told) {
      return new StartFailure(told.getMessage(), told);
    }
    if (failure instanceof ProblemException refused && refused.code() != ProblemCode.INTERNAL) {
      return new StartFailure(
          refused.code() == ProblemCode.NOT_FOUND
              ? "There is no such thing in this organisation."
              : refused.getMessage(),
          refused);
    }
    return failure instanceof RuntimeException unexpected
        ? unexpected
        : new IllegalStateException(failure);
  }
}
