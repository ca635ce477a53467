package dev.campfire.host;

import dev.campfire.host.config.Configuration;
import dev.campfire.host.config.NodeConfig;
import dev.campfire.host.database.DatabaseConfig;
import dev.campfire.host.database.EmbeddedPostgres;
import dev.campfire.host.database.KeySecretFile;
import dev.campfire.host.database.MigrationProcess;
import dev.campfire.spi.CampfireModule;
import dev.campfire.spi.CannotStart;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts one node for the command line: the database first, then its schema, then the modules; and
 * ends it when the process is told to. Blocks: for the main thread.
 */
public final class Launch {
  private static final Logger LOGGER = LoggerFactory.getLogger(Launch.class);

  /** A node is gone 15 s after it was told to go; what is left of them is the database's. */
  private static final long STOP_SECONDS = 12;

  private final Configuration configuration;
  private final List<? extends CampfireModule<?>> modules;
  private final boolean clustered;
  private EmbeddedPostgres embedded;
  private Node node;

  /**
   * @param configuration with the command line laid over it
   * @param modules in the order in which they start
   */
  public Launch(
      Configuration configuration, List<? extends CampfireModule<?>> modules, boolean clustered) {
    this.configuration = configuration;
    this.modules = modules;
    this.clustered = clustered;
  }

  /**
   * Starts the node and returns while it runs; SIGTERM ends the process with status 0.
   *
   * @param demo whether the demo's organisations are made
   */
  public void start(boolean demo) {
    NodeConfig nodeConfig = configuration.section("node", NodeConfig.class);
    DatabaseConfig databaseConfig = configuration.section("database", DatabaseConfig.class);
    for (CampfireModule<?> module : modules) {
      // Bound again by the node; here so that a fault stops us before a database is started.
      configuration.section(module.name(), module.configuration());
    }
    configuration.check();
    requireNoOwnersLogin(databaseConfig);
    if (demo) {
      requireLoopback();
    }
    Thread atExit = new Thread(this::stop, "campfire-stop");
    Runtime.getRuntime().addShutdownHook(atExit);
    try {
      String databaseUrl = usesDatabase() ? openDatabase(nodeConfig, databaseConfig, demo) : null;
      PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
      measureProcess(meters);
      node =
          await(
              Node.start(
                  new Node.Plan(
                      configuration,
                      modules,
                      clustered,
                      databaseUrl,
                      Clock.systemUTC(),
                      () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()),
                      meters)));
      if (nodeConfig.managementPort() != null) {
        listenForOperators(nodeConfig, meters);
      }
    } catch (RuntimeException e) {
      if (isTakenBack(atExit)) {
        release();
        throw e;
      }
      throw new StartFailure("Told to stop while it was starting.", e);
    }
  }

  /** Whether the hook will not run: it already does when we are told to stop meanwhile. */
  private static boolean isTakenBack(Thread atExit) {
    try {
      return Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException stopping) {
      return false;
    }
  }

  /** The JVM and the process, as Micrometer measures them. */
  private static void measureProcess(MeterRegistry meters) {
    new JvmMemoryMetrics().bindTo(meters);
    new JvmThreadMetrics().bindTo(meters);
    new ProcessorMetrics().bindTo(meters);
    new FileDescriptorMetrics().bindTo(meters);
    new UptimeMetrics().bindTo(meters);
    // Holds a listener for as long as the process lives.
    @SuppressWarnings("resource")
    JvmGcMetrics collections = new JvmGcMetrics();
    collections.bindTo(meters);
  }

  private boolean usesDatabase() {
    return modules.stream().anyMatch(CampfireModule::usesDatabase);
  }

  private void requireLoopback() {
    String host = configuration.text("bridge.host");
    if (!List.of("127.0.0.1", "localhost", "::1").contains(host)) {
      throw new StartFailure(
          "The demo's passwords are public, so --demo serves this machine only: leave out --host "
              + host
              + ".");
    }
  }

  private String openDatabase(NodeConfig nodeConfig, DatabaseConfig config, boolean demo) {
    boolean wasBehind;
    String url = config.url();
    if (url == null) {
      Path folder = Path.of(nodeConfig.data()).toAbsolutePath().normalize();
      System.out.println("Starting PostgreSQL in " + folder + " …");
      embedded = EmbeddedPostgres.start(folder);
      url = embedded.url();
      KeySecretFile.choose(configuration, folder, !clustered);
      wasBehind = MigrationProcess.prepare(embedded, config.acceptNewerSchema(), demo);
    } else {
      wasBehind = MigrationProcess.prepare(url, config.acceptNewerSchema(), demo);
    }
    if (wasBehind) {
      System.out.println("Brought the database schema up to date.");
    }
    return url;
  }

  /**
   * What the process has been told stays in its memory and its environment for as long as it runs.
   */
  private static void requireNoOwnersLogin(DatabaseConfig config) {
    if (config.migrationUrl() != null) {
      throw new StartFailure(
          "A process that serves must not hold the owner's login: run `migrate` with"
              + " database.migrationUrl (CAMPFIRE_DATABASE_MIGRATION_URL), then start without it."
              + " The script ./campfire does so by itself for the environment's.");
    }
  }

  private void listenForOperators(NodeConfig config, PrometheusMeterRegistry meters) {
    String host = config.managementHost();
    int port = config.managementPort();
    try {
      await(new Management(node, meters).listen(host, port));
    } catch (StartFailure busy) {
      throw new StartFailure(
          "The management port "
              + port
              + " of "
              + host
              + " is in use: choose another with --management-port.",
          busy);
    }
  }

  /** Runs as the shutdown hook: drains, then ends the process as one that did what it was told. */
  private void stop() {
    release();
    Runtime.getRuntime().halt(0);
  }

  private void release() {
    if (node != null) {
      try {
        node.stop().toCompletionStage().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException e) {
        LOGGER.atWarn().setCause(e).log("The node did not stop cleanly");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    if (embedded != null) {
      embedded.close();
    }
  }

  private <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailure("Interrupted while starting.");
    } catch (ExecutionException e) {
      throw asStartFailure(e.getCause());
    }
  }

  private RuntimeException asStartFailure(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StartFailure known) {
        return known;
      }
      if (cause instanceof CannotStart told) {
        return new StartFailure(told.getMessage(), told);
      }
      if (cause instanceof BindException) {
        return new StartFailure(
            "Port "
                + configuration.text("bridge.port")
                + " of "
                + configuration.text("bridge.host")
                + " is in use or not ours to open: stop what uses it, or choose another with"
                + " --port.",
            cause);
      }
    }
    return failure instanceof RuntimeException unexpected
        ? unexpected
        : new IllegalStateException(failure);
  }
}
