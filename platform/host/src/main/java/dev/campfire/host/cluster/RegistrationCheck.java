package dev.campfire.host.cluster;

import dev.campfire.host.NodeMeter;
import dev.campfire.host.bus.Registrations;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.spi.cluster.RegistrationInfo;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the cluster knows what this node answers to. After a split, a merge or a node's
 * death the registry may lack entries, or keep those of the dead (vert.x #4394, #5202;
 * vertx-hazelcast #90, #109).
 */
public final class RegistrationCheck {
  private static final Logger LOGGER = LoggerFactory.getLogger(RegistrationCheck.class);
  private static final long LOOK_MS = 1_000;

  /** While nothing has changed; each address is a question to the cluster. */
  private static final int LOOKS_A_CHECK = 5;

  private final Vertx vertx;
  private final Cluster cluster;
  private final Registrations registrations;
  private final MeterRegistry meters;
  private final AtomicInteger registry = new AtomicInteger();
  private Set<RegistrationInfo> ownerless = new HashSet<>();
  private List<String> checkedAmong = List.of();
  private int looks;
  private boolean isChecking;
  private volatile boolean isComplete = true;

  public RegistrationCheck(
      Vertx vertx, Cluster cluster, Registrations registrations, MeterRegistry meters) {
    this.vertx = vertx;
    this.cluster = cluster;
    this.registrations = registrations;
    this.meters = meters;
  }

  /** Checks from now on, until the node's Vert.x is closed. */
  public void start() {
    NodeMeter.REGISTRY.gauge(meters, registry, AtomicInteger::get);
    NodeMeter.MEMBERS.gauge(meters, cluster, now -> now.isMember() ? now.nodes().size() : 0);
    vertx.setPeriodic(100, LOOK_MS, timer -> look());
  }

  /** Whether the cluster knew all of this node's addresses when it was last asked. */
  public boolean isComplete() {
    return isComplete;
  }

  /** Who came or went may have changed the registry; until all is in it, this node is not ready. */
  private void look() {
    if (isChecking || !cluster.isMember()) {
      return;
    }
    List<String> nodes = cluster.nodes();
    if (looks++ % LOOKS_A_CHECK == 0 || !isComplete || !nodes.equals(checkedAmong)) {
      checkedAmong = nodes;
      check();
    }
  }

  private void check() {
    isChecking = true;
    Set<RegistrationInfo> suspects = new HashSet<>();
    List<Future<Boolean>> checks =
        registrations.addresses().stream()
            .distinct()
            .map(address -> check(address, suspects))
            .toList();
    Future.all(checks)
        .compose(
            known -> {
              isComplete = known.<Boolean>list().stream().allMatch(Boolean::booleanValue);
              return cluster.registrySize(vertx);
            })
        .onComplete(
            size -> {
              isChecking = false;
              ownerless = suspects;
              registry.set(size);
            },
            failure -> {
              isChecking = false;
              LOGGER
                  .atWarn()
                  .addKeyValue("cause", failure.getMessage())
                  .log("The registry of the cluster cannot be read; goes on trying");
            });
  }

  /**
   * @return whether the cluster knew of us
   */
  private Future<Boolean> check(String address, Set<RegistrationInfo> suspects) {
    return cluster
        .registrations(address)
        .compose(
            known -> {
              List<Future<Void>> removals =
                  known.stream()
                      .filter(this::isOwnerless)
                      .map(r -> weed(address, r, suspects))
                      .toList();
              boolean isKnown =
                  known.stream().anyMatch(found -> found.nodeId().equals(cluster.nodeId()));
              Future<Void> mended = isKnown ? Future.succeededFuture() : renew(address);
              return Future.join(removals).transform(all -> mended).map(done -> isKnown);
            });
  }

  private boolean isOwnerless(RegistrationInfo registration) {
    return !cluster.nodes().contains(registration.nodeId());
  }

  /** Removes an entry whose node was absent twice: the first time it may just be joining. */
  private Future<Void> weed(
      String address, RegistrationInfo registration, Set<RegistrationInfo> suspects) {
    suspects.add(registration);
    if (!ownerless.contains(registration)) {
      return Future.succeededFuture();
    }
    NodeMeter.MENDED.count(meters, "removed");
    LOGGER
        .atWarn()
        .addKeyValue("address", address)
        .log("The cluster kept an address of a node that is gone; removed it");
    return cluster.removeRegistration(address, registration);
  }

  private Future<Void> renew(String address) {
    NodeMeter.MENDED.count(meters, "renewed");
    LOGGER
        .atWarn()
        .addKeyValue("address", address)
        .log("The cluster did not know an address of this node; registered it anew");
    return registrations.renew(address);
  }
}
