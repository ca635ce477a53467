package dev.campfire.bridge.house;

import dev.campfire.bridge.BridgeModule;
import dev.campfire.host.Node;
import dev.campfire.host.config.Configuration;
import dev.campfire.testkit.BlockedThreads;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** JUnit extension, for a static field: the bridge on a free port, and clients of it. */
public final class House extends Clients
    implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  public final FakeIdentity identity = new FakeIdentity();
  public final FakeMessaging messaging = new FakeMessaging();
  public final TestClock clock = new TestClock();
  public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Map<String, Object> settings = new LinkedHashMap<>();
  private final BlockedThreads blockedThreads = new BlockedThreads();
  private Node node;

  public House() {
    super(freePort());
  }

  /**
   * @param path of the key in the configuration, {@code bridge.eventLoops}
   */
  public House configure(String path, Object value) {
    settings.put(path, value);
    return this;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    identity.clock = clock;
    messaging.clock = clock;
    blockedThreads.watch();
    open();
    start();
  }

  /** Starts the node, after {@link #stop}. */
  public void start() {
    node = CampfireExtension.await(tryStart());
  }

  /** Starts one more node of this configuration, on the same port. */
  public Future<Node> tryStart() {
    Configuration configuration = Configuration.defaults().set("bridge.port", port());
    settings.forEach(configuration::set);
    return Node.start(
        new Node.Plan(
            configuration,
            List.of(identity, messaging, new BridgeModule(List.of(identity, messaging))),
            false,
            null,
            clock,
            meters));
  }

  public void stop() {
    CampfireExtension.await(node.stop());
    node = null;
  }

  /** What came after a test's last look at a socket is looked at too. */
  @Override
  public void afterEach(ExtensionContext context) {
    verify();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (node != null) {
      stop();
    }
    close();
    blockedThreads.verify();
  }

  public Node node() {
    return node;
  }
}
