package dev.campfire.host;

import dev.campfire.host.bus.CoreBus;
import dev.campfire.host.cluster.Cluster;
import dev.campfire.host.cluster.ClusterConfig;
import dev.campfire.host.config.Configuration;
import dev.campfire.host.config.NodeConfig;
import dev.campfire.host.database.DatabaseConfig;
import dev.campfire.host.database.PgDatabase;
import dev.campfire.spi.Bus;
import dev.campfire.spi.CampfireModule;
import dev.campfire.spi.Database;
import dev.campfire.spi.IdSource;
import dev.campfire.spi.ModuleContext;
import dev.campfire.spi.Relay;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One running node: the core Vert.x, the door to the database if a module wants it, the modules.
 */
public final class Node {
  private final Vertx vertx;
  private final PgDatabase database;
  private final CoreBus bus;
  private final List<String> deployments = new ArrayList<>();

  private Node(Vertx vertx, PgDatabase database, CoreBus bus) {
    this.vertx = vertx;
    this.database = database;
    this.bus = bus;
  }

  /**
   * What a node is made of.
   *
   * @param clustered whether it joins others
   * @param databaseUrl absent (null) if no module wants a database
   */
  public record Plan(
      Configuration configuration,
      List<? extends CampfireModule<?>> modules,
      boolean clustered,
      String databaseUrl,
      Clock clock,
      MeterRegistry meters) {}

  private record Context(
      Bus bus, Relay relay, Database database, Clock clock, IdSource ids, MeterRegistry meters)
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
    return vertx(config, cluster, plan)
        .compose(
            vertx -> {
              PgDatabase database = plan.databaseUrl == null ? null : openDatabase(vertx, plan);
              CoreBus bus = new CoreBus(vertx, config.requestTimeout());
              Node node = new Node(vertx, database, bus);
              Context context =
                  new Context(bus, bus, database, plan.clock, new Uuid7(plan.clock), plan.meters);
              Future<Void> verified =
                  database == null ? Future.succeededFuture() : database.verify();
              return verified
                  .compose(done -> node.deploy(prepared, context))
                  .map(done -> node)
                  .recover(failure -> node.stop().transform(s -> Future.failedFuture(failure)));
            });
  }

  private static PgDatabase openDatabase(Vertx vertx, Plan plan) {
    DatabaseConfig config = plan.configuration.section("database", DatabaseConfig.class);
    return new PgDatabase(vertx, plan.databaseUrl, config.connections());
  }

  private static Future<Vertx> vertx(NodeConfig config, ClusterConfig cluster, Plan plan) {
    VertxOptions options =
        new VertxOptions()
            .setEventLoopPoolSize(config.eventLoops())
            .setWorkerPoolSize(4)
            .setMaxEventLoopExecuteTime(1)
            .setMaxEventLoopExecuteTimeUnit(TimeUnit.SECONDS)
            .setMetricsOptions(new MicrometerMetricsOptions().setEnabled(true));
    VertxBuilder builder =
        Vertx.builder().with(options).withMetrics(new MicrometerMetricsFactory(plan.meters));
    if (!plan.clustered) {
      return Future.succeededFuture(builder.build());
    }
    options.setEventBusOptions(Cluster.bus(cluster));
    return builder
        .withClusterManager(Cluster.manager(cluster))
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
  }

  private static <C extends Record> Prepared prepare(
      CampfireModule<C> module, Configuration configuration) {
    C section = configuration.section(module.name(), module.configuration());
    return context -> module.create(context, section);
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
                    deployments.add(id);
                    return null;
                  });
    }
    return deployed;
  }

  /** Whether this node can do its work: its modules run and its database answers. */
  public Future<Void> ready() {
    return database == null ? Future.succeededFuture() : database.ping();
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
   * Undeploys in reverse, so that nobody is let in while the rest goes; then leaves the cluster.
   */
  public Future<Void> stop() {
    Future<Void> stopped = Future.succeededFuture();
    for (int i = deployments.size() - 1; i >= 0; i--) {
      String id = deployments.get(i);
      stopped = stopped.transform(before -> vertx.undeploy(id));
    }
    return stopped
        .transform(before -> database == null ? Future.succeededFuture() : database.close())
        .transform(before -> vertx.close());
  }
}
