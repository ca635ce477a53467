package dev.campfire.testkit;

import dev.campfire.host.InstalledModules;
import dev.campfire.host.Node;
import dev.campfire.host.config.Configuration;
import dev.campfire.spi.Bus;
import dev.campfire.spi.CampfireModule;
import dev.campfire.spi.Database;
import dev.campfire.spi.Frame;
import dev.campfire.testkit.check.CheckedBus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * JUnit extension, for a static field: a database of the class's own and one or two nodes that run
 * the given modules. Two nodes are clustered over loopback. A blocked event loop fails the class; a
 * reply, an event or a problem that the contract does not describe fails the test that it came in.
 */
public final class CampfireExtension
    implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  private static final long PATIENCE_SECONDS = 30;

  private final int nodeCount;
  private final List<CampfireModule<?>> modules;
  private final Map<String, Object> settings;
  private final TestClock clock = new TestClock();
  private final List<Node> nodes = new ArrayList<>();
  private final List<CheckedBus> buses = new ArrayList<>();
  private final List<List<Frame>> events = new ArrayList<>();
  private final BlockedThreads blockedThreads = new BlockedThreads();
  private String ownerUrl;
  private OwnerSql owner;

  private CampfireExtension(Builder builder) {
    this.nodeCount = builder.nodeCount;
    this.modules = List.copyOf(builder.modules);
    this.settings = Map.copyOf(builder.settings);
  }

  /**
   * @param count 1 for a node by itself, more for a cluster in this JVM, 0 for the database alone
   */
  public static Builder nodes(int count) {
    return new Builder(count);
  }

  /** What the nodes run. */
  public static final class Builder {
    private final int nodeCount;
    private final List<CampfireModule<?>> modules = new ArrayList<>();
    private final Map<String, Object> settings = new LinkedHashMap<>();

    private Builder(int nodeCount) {
      this.nodeCount = nodeCount;
    }

    public Builder module(CampfireModule<?> module) {
      modules.add(module);
      return this;
    }

    /**
     * @param path of the key in the configuration, {@code messaging.lanes}
     */
    public Builder configure(String path, Object value) {
      settings.put(path, value);
      return this;
    }

    public CampfireExtension build() {
      return new CampfireExtension(this);
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    Patience.prepare();
    blockedThreads.watch();
    ownerUrl = TestServer.shared().newDatabase();
    owner = new OwnerSql(TestServer.jdbc(ownerUrl));
    int clusterPort = ThreadLocalRandom.current().nextInt(20_000, 30_000);
    String clusterName = "test-" + UUID.randomUUID();
    for (int i = 0; i < nodeCount; i++) {
      Configuration configuration =
          Configuration.defaults()
              .set("cluster.port", clusterPort)
              .set("cluster.name", clusterName)
              .set("database.connections", 8);
      settings.forEach(configuration::set);
      Node node =
          await(
              Node.start(
                  new Node.Plan(
                      configuration,
                      modules,
                      nodeCount > 1,
                      ownerUrl,
                      clock,
                      new SimpleMeterRegistry())),
              60);
      nodes.add(node);
      List<Frame> received = Collections.synchronizedList(new ArrayList<>());
      events.add(received);
      CheckedBus bus =
          new CheckedBus(
              node.bus(),
              InstalledModules.topics(modules),
              settings.containsKey("node.extensions"));
      buses.add(bus);
      await(
          node.bus()
              .onEvent(
                  event -> {
                    bus.check(event);
                    received.add(event);
                  }));
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    buses.forEach(CheckedBus::verify);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    for (Node node : nodes) {
      await(node.stop(), 60);
    }
    if (owner != null) {
      owner.close();
      TestServer.shared().drop(URI.create(ownerUrl).getPath().substring(1));
    }
    blockedThreads.verify();
    buses.forEach(CheckedBus::verify);
  }

  public Bus bus() {
    return bus(0);
  }

  public Bus bus(int node) {
    return buses.get(node);
  }

  public Database database() {
    return database(0);
  }

  public Database database(int node) {
    return nodes.get(node).database();
  }

  public Vertx vertx(int node) {
    return nodes.get(node).vertx();
  }

  public Node node(int number) {
    return nodes.get(number);
  }

  public TestClock clock() {
    return clock;
  }

  /** A new organisation, so that tests of one class do not see each other's rows. */
  public TestOrg org() {
    return new TestOrg(owner);
  }

  /** A statement as the owner, past row-level security: to arrange, and to see what is stored. */
  public List<Map<String, Object>> sql(String statement, Object... arguments) {
    return owner.run(statement, arguments);
  }

  /** A connection of the owner's, for what an operator starts; whoever asks closes it. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(TestServer.jdbc(ownerUrl));
  }

  /** The owner's URL of this class's database. */
  public String ownerUrl() {
    return ownerUrl;
  }

  /** Every event that has reached the node so far. */
  public List<Frame> events(int node) {
    return List.copyOf(events.get(node));
  }

  /** Waits for at most half a minute and throws what the future failed with. */
  public static <T> T await(Future<T> future) {
    return await(future, PATIENCE_SECONDS);
  }

  private static <T> T await(Future<T> future, long seconds) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new CompletionException(e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("Nothing came within " + seconds + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    }
  }
}
