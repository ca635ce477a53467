package dev.campfire.host;

import dev.campfire.contract.session.Sessions;
import dev.campfire.host.bus.CoreBus;
import dev.campfire.host.cluster.Cluster;
import dev.campfire.host.cluster.ClusterConfig;
import dev.campfire.host.cluster.RegistrationCheck;
import dev.campfire.host.cluster.Release;
import dev.campfire.host.config.Configuration;
import dev.campfire.host.config.NodeConfig;
import dev.campfire.host.database.DatabaseConfig;
import dev.campfire.host.database.KnownSchema;
import dev.campfire.host.database.PgDatabase;
import dev.campfire.host.extension.ExtensionHost;
import dev.campfire.host.extension.Extensions;
import dev.campfire.spi.Bus;
import dev.campfire.spi.CampfireModule;
import dev.campfire.spi.Database;
import dev.campfire.spi.Events;
import dev.campfire.spi.IdSource;
import dev.campfire.spi.ModuleContext;
import dev.campfire.spi.Relay;
import dev.campfire.spi.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * One running node: the core Vert.x, the door to the database if a module wants it, the modules.
 */
public final class Node {
  /** Two tries of a command, and some. */
  private static final Duration FINISH_WITHIN = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final PgDatabase database;
  private final PgDatabase reports;
  private final CoreBus bus;
  private final Health health;
  private final List<Deployed> deployments = new ArrayList<>();
  private volatile String notReady = "the modules are being started";

  private Node(Vertx vertx, PgDatabase database, PgDatabase reports, CoreBus bus) {
    this.vertx = vertx;
    this.database = database;
    this.reports = reports;
    this.bus = bus;
    this.health = new Health(vertx).verticles(() -> notReady);
    if (database != null) {
      health.database(database);
    }
  }

  /** A module that runs. */
  private record Deployed(String id, boolean letsClientsIn) {}

  /**
   * What a node is made of.
   *
   * @param clustered whether it joins others
   * @param databaseUrl absent (null) if no module wants a database
   * @param clock the time of day
   * @param ticker measures lengths of time
   */
  public record Plan(
      Configuration configuration,
      List<? extends CampfireModule<?>> modules,
      boolean clustered,
      String databaseUrl,
      Clock clock,
      Ticker ticker,
      MeterRegistry meters) {

    /** For a clock that is never set, such as one that tests move. */
    public Plan(
        Configuration configuration,
        List<? extends CampfireModule<?>> modules,
        boolean clustered,
        String databaseUrl,
        Clock clock,
        MeterRegistry meters) {
      this(configuration, modules, clustered, databaseUrl, clock, clock::millis, meters);
    }
  }

  private record Context(
      Bus bus,
      Relay relay,
      Database database,
      Database reports,
      Clock clock,
      Ticker ticker,
      IdSource ids,
      MeterRegistry meters,
      Events events)
      implements ModuleContext {}

  /**
   * Starts a node.
   *
   * @return the node, serving; fails with {@link StartFailure} where the operator can mend it
   */
  public static Future<Node> start(Plan plan) {
    NodeConfig config = plan.configuration.section("node", NodeConfig.class);
    ClusterConfig cluster = plan.configuration.section("cluster", ClusterConfig.class);
    List<Prepared> prepared = new ArrayList<>();
    for (CampfireModule<?> module : plan.modules) {
      prepared.add(prepare(module, plan.configuration));
    }
    plan.configuration.check();
    Cluster membership =
        plan.clustered
            ? new Cluster(cluster, new Release(Sessions.CONTRACT, KnownSchema.newest()))
            : null;
    return vertx(config, membership, plan)
        .compose(
            vertx -> {
              PgDatabase database = plan.databaseUrl == null ? null : openDatabase(vertx, plan);
              PgDatabase reports = database == null ? null : openReports(vertx, plan);
              CoreBus bus = new CoreBus(vertx, config.requestTimeout(), plan.clock);
              Node node = new Node(vertx, database, reports, bus);
              node.measure(plan.meters);
              Context context =
                  new Context(
                      bus,
                      bus,
                      database,
                      reports,
                      plan.clock,
                      plan.ticker,
                      new Uuid7(plan.clock),
                      plan.meters,
                      bus.events());
              Future<Void> verified =
                  database == null ? Future.succeededFuture() : database.verify();
              return verified
                  .compose(done -> node.join(membership, plan))
                  .compose(done -> bus.begin())
                  .compose(done -> node.deploy(prepared, context))
                  .compose(done -> node.begin(plan, context))
                  .recover(failure -> node.stop().transform(s -> Future.failedFuture(failure)));
            });
  }

  private void measure(MeterRegistry meters) {
    EventLoopLag.watch(vertx, "core", meters);
    NodeMeter.REGISTRATIONS.gauge(meters, bus, now -> now.registrations().addresses().size());
    NodeMeter.IN_HAND.gauge(meters, bus, CoreBus::inHand);
  }

  /** Before anything is served: a node that does not fit must not be asked. */
  private Future<Void> join(Cluster membership, Plan plan) {
    if (membership == null) {
      return Future.succeededFuture();
    }
    DatabaseConfig config = plan.configuration.section("database", DatabaseConfig.class);
    membership.checkFellows(config.acceptNewerSchema());
    membership.seekOthers(vertx);
    RegistrationCheck check =
        new RegistrationCheck(vertx, membership, bus.registrations(), plan.meters);
    check.start();
    health.cluster(membership, check);
    return Future.succeededFuture();
  }

  private Future<Node> begin(Plan plan, Context context) {
    notReady = null;
    String folder = plan.configuration.text("node.extensions");
    if (folder == null) {
      return Future.succeededFuture(this);
    }
    ExtensionHost host =
        new ExtensionHost(bus, context, plan.configuration, InstalledModules.all());
    Extensions extensions = new Extensions(vertx, Path.of(folder).toAbsolutePath(), host);
    // On an event loop of its own choice: what follows stays on it.
    return vertx
        .deployVerticle(
            new VerticleBase() {
              @Override
              public Future<?> start() {
                extensions.start();
                return Future.succeededFuture();
              }

              @Override
              public Future<?> stop() {
                return extensions.stop();
              }
            })
        .map(
            id -> {
              deployments.add(new Deployed(id, false));
              return this;
            });
  }

  private static PgDatabase openDatabase(Vertx vertx, Plan plan) {
    DatabaseConfig config = plan.configuration.section("database", DatabaseConfig.class);
    return new PgDatabase(vertx, plan.databaseUrl, config.connections());
  }

  private static PgDatabase openReports(Vertx vertx, Plan plan) {
    DatabaseConfig config = plan.configuration.section("database", DatabaseConfig.class);
    String url = config.reportsUrl() == null ? plan.databaseUrl : config.reportsUrl();
    return PgDatabase.reports(vertx, url, config.reportConnections(), config.reportTimeout());
  }

  private static Future<Vertx> vertx(NodeConfig config, Cluster cluster, Plan plan) {
    VertxOptions options =
        new VertxOptions()
            .setEventLoopPoolSize(config.eventLoops())
            .setWorkerPoolSize(4)
            .setMaxEventLoopExecuteTime(1)
            .setMaxEventLoopExecuteTimeUnit(TimeUnit.SECONDS)
            .setMetricsOptions(new MicrometerMetricsOptions().setEnabled(true));
    VertxBuilder builder =
        Vertx.builder().with(options).withMetrics(new MicrometerMetricsFactory(plan.meters));
    if (cluster == null) {
      return Future.succeededFuture(builder.build());
    }
    options.setEventBusOptions(cluster.bus());
    return builder
        .withClusterManager(cluster.manager())
        .buildClustered()
        .recover(
            failure ->
                Future.failedFuture(
                    new StartFailure(
                        "The cluster cannot be joined: "
                            + failure.getMessage()
                            + ". Check cluster.host, cluster.port and cluster.members.",
                        failure)));
  }

  /** A module with its configuration, before anything runs: all faults are said at once. */
  private interface Prepared {
    Deployable create(ModuleContext context);

    boolean letsClientsIn();
  }

  private static <C extends Record> Prepared prepare(
      CampfireModule<C> module, Configuration configuration) {
    C section = configuration.section(module.name(), module.configuration());
    return new Prepared() {
      @Override
      public Deployable create(ModuleContext context) {
        return module.create(context, section);
      }

      @Override
      public boolean letsClientsIn() {
        return module.letsClientsIn();
      }
    };
  }

  /** One after the other, in the order given: the bridge lets nobody in before the rest serves. */
  private Future<Void> deploy(List<Prepared> modules, ModuleContext context) {
    Future<Void> deployed = Future.succeededFuture();
    for (Prepared module : modules) {
      deployed =
          deployed
              .compose(before -> vertx.deployVerticle(module.create(context)))
              .map(
                  id -> {
                    deployments.add(new Deployed(id, module.letsClientsIn()));
                    return null;
                  });
    }
    return deployed;
  }

  /** Whether this node can do its work, and what hinders it. */
  public Future<CheckResult> health() {
    return health.look();
  }

  public Vertx vertx() {
    return vertx;
  }

  /** The door that the modules were given, or null. */
  public Database database() {
    return database;
  }

  /** The bus that the modules were given. */
  public CoreBus bus() {
    return bus;
  }

  /**
   * Is not ready from here on. Sends its clients away, takes on no more commands of other nodes,
   * finishes what it has in hand, and leaves the cluster.
   */
  public Future<Void> stop() {
    notReady = "the node is leaving";
    return undeploy(Deployed::letsClientsIn)
        .transform(before -> bus.withdraw(FINISH_WITHIN))
        .transform(before -> undeploy(deployed -> !deployed.letsClientsIn()))
        .transform(before -> reports == null ? Future.succeededFuture() : reports.close())
        .transform(before -> database == null ? Future.succeededFuture() : database.close())
        .transform(before -> vertx.close());
  }

  /** The last one first, as they were started. */
  private Future<Void> undeploy(Predicate<Deployed> which) {
    Future<Void> gone = Future.succeededFuture();
    for (int i = deployments.size() - 1; i >= 0; i--) {
      Deployed deployed = deployments.get(i);
      if (which.test(deployed)) {
        gone = gone.transform(before -> vertx.undeploy(deployed.id()));
      }
    }
    return gone;
  }
}
