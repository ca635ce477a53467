package dev.campfire.bridge.house;

import static org.awaitility.Awaitility.await;

import dev.campfire.bridge.BridgeModule;
import dev.campfire.contract.Role;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.presence.Lease;
import dev.campfire.contract.presence.Presence;
import dev.campfire.host.Node;
import dev.campfire.host.config.Configuration;
import dev.campfire.messaging.MessagingModule;
import dev.campfire.presence.PresenceModule;
import dev.campfire.receipts.ReceiptsModule;
import dev.campfire.spi.CampfireModule;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestClock;
import dev.campfire.testkit.TestOrg;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * JUnit extension, for a static field beside a {@link CampfireExtension} that brings the database:
 * one node or several, each with messaging, presence and a bridge of its own, before an identity
 * whose tokens tests make up.
 */
public final class Town implements BeforeAllCallback, AfterAllCallback {
  private static final Duration STEP = Duration.ofSeconds(2);

  public final FakeIdentity identity = new FakeIdentity();
  private final CampfireExtension database;
  private final int nodeCount;
  private final String cluster = "town-" + UUID.randomUUID();
  private final int clusterPort = ThreadLocalRandom.current().nextInt(20_000, 30_000);
  private final List<Node> nodes = new ArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<Clients> clients = new ArrayList<>();

  /** Which node has heard from whom, in this step. */
  private final Set<Heard> heard = ConcurrentHashMap.newKeySet();

  private record Heard(int by, UUID from) {}

  /** Who is connected to each bridge, as it reports. */
  private final Map<UUID, Set<PersonId>> connected = new ConcurrentHashMap<>();

  public Town(CampfireExtension database, int nodeCount) {
    this.database = database;
    this.nodeCount = nodeCount;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    identity.clock = clock();
    for (int i = 0; i < nodeCount; i++) {
      Clients here = new Clients(Clients.freePort());
      here.open();
      clients.add(here);
      nodes.add(null);
      start(i);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    // Fewer than were wanted, if one did not start.
    for (int i = 0; i < nodes.size(); i++) {
      clients.get(i).close();
      stop(i);
    }
  }

  public void start(int node) {
    List<CampfireModule<?>> modules =
        new ArrayList<>(
            List.of(identity, new MessagingModule(), new PresenceModule(), new ReceiptsModule()));
    modules.add(new BridgeModule(List.copyOf(modules)));
    Configuration configuration =
        Configuration.defaults()
            .set("bridge.port", clients.get(node).port())
            .set("cluster.name", cluster)
            .set("cluster.port", clusterPort)
            .set("database.connections", 8);
    Node started =
        CampfireExtension.await(
            Node.start(
                new Node.Plan(
                    configuration, modules, nodeCount > 1, database.ownerUrl(), clock(), meters)));
    nodes.set(node, started);
    CampfireExtension.await(
        started
            .bus()
            .hear(
                Presence.LEASE,
                report -> {
                  note(report);
                  heard.add(new Heard(node, report.node()));
                }));
    CampfireExtension.await(
        started.bus().hear(Presence.NODE, peer -> heard.add(new Heard(node, peer.node()))));
  }

  private void note(Lease report) {
    Set<PersonId> here =
        connected.computeIfAbsent(report.node(), key -> ConcurrentHashMap.newKeySet());
    if (report.isWhole()) {
      here.clear();
    }
    report.came().forEach(people -> here.addAll(everybody(people)));
    report.gone().forEach(people -> here.removeAll(everybody(people)));
  }

  private static Set<PersonId> everybody(Lease.People people) {
    Set<PersonId> everybody = new HashSet<>(people.agents());
    everybody.addAll(people.contacts());
    return everybody;
  }

  /**
   * Waits until presence has been told that none of their sockets is open: what the clock does from
   * then on happens after they have gone.
   */
  public void awaitGone(FakeIdentity.Session... sessions) {
    for (FakeIdentity.Session session : sessions) {
      PersonId id = session.caller().id();
      await().until(() -> connected.values().stream().noneMatch(here -> here.contains(id)));
    }
  }

  public void stop(int node) {
    if (nodes.get(node) != null) {
      CampfireExtension.await(nodes.get(node).stop());
      nodes.set(node, null);
    }
  }

  public Node node(int node) {
    return nodes.get(node);
  }

  /** What all nodes count together. */
  public double counted(String meter) {
    return meters.counter(meter).count();
  }

  /** Who calls this node. */
  public Clients at(int node) {
    return clients.get(node);
  }

  public TestClock clock() {
    return database.clock();
  }

  /** Time passes, as it does: every node hears meanwhile that every other one is there. */
  public void pass(Duration time) {
    for (Duration left = time; !left.isZero(); left = left.minus(step(left))) {
      clock().advance(step(left));
      // Only now: what was heard before says nothing of the time that has come.
      heard.clear();
      long running = nodes.stream().filter(node -> node != null).count();
      if (step(left).equals(STEP)) {
        // Among several, from each one's bridge and from its presence.
        await().until(() -> heard.size() >= (running == 1 ? 1 : 2 * running * running));
      }
    }
  }

  /** Time passes until something is so; it takes less than half a minute. */
  public void passUntil(BooleanSupplier wanted) {
    for (int steps = 0; !wanted.getAsBoolean() && steps < 15; steps++) {
      pass(STEP);
    }
    await().until(wanted::getAsBoolean);
  }

  private static Duration step(Duration left) {
    return left.compareTo(STEP) < 0 ? left : STEP;
  }

  /** An agent with a profile, signed in. */
  public FakeIdentity.Session agent(TestOrg org, String name) {
    return session(org.agent(name).id(), Role.AGENT, org);
  }

  public FakeIdentity.Session contact(TestOrg org) {
    return session(new PersonId(UUID.randomUUID()), Role.CONTACT, org);
  }

  public FakeIdentity.Session service(TestOrg org) {
    return session(new PersonId(UUID.randomUUID()), Role.SERVICE, org);
  }

  private FakeIdentity.Session session(PersonId id, Role role, TestOrg org) {
    return identity.session(org.id(), role, id, Duration.ofHours(10));
  }
}
