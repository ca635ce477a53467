package dev.campfire.bridge.core;

import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.presence.AskLeases;
import dev.campfire.contract.presence.Lease;
import dev.campfire.contract.presence.Presence;
import dev.campfire.spi.Bus;
import dev.campfire.spi.Ticker;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Tells presence who is connected here: at once who has come and gone, and every 2 s that this node
 * is still there, which is one lease for all of them (ADR-0007). Lives on one event loop of the
 * core.
 */
public final class LeaseReports {
  /** Those who come and go together are told together; shorter than anybody would notice. */
  private static final long LOOK_MS = 100;

  private static final long RENEW_MS = 2_000;

  private final UUID node;
  private final ConnectedPeople people;
  private final Bus bus;
  private final Ticker ticker;

  /** Who is connected, as the reports so far have it. */
  private final Set<ConnectedPeople.Person> told = new HashSet<>();

  private long number;
  private long toldAtMs;

  /**
   * @param node names this life of the node
   */
  public LeaseReports(UUID node, ConnectedPeople people, Bus bus, Ticker ticker) {
    this.node = node;
    this.people = people;
    this.bus = bus;
    this.ticker = ticker;
  }

  /**
   * Reports from now on, until the verticle that called is undeployed.
   *
   * @return done when it can be asked for everything
   */
  public Future<?> start(Vertx vertx) {
    vertx.setPeriodic(LOOK_MS, timer -> look());
    tellAll();
    return bus.hear(Presence.ASK_LEASES, this::answer);
  }

  private void answer(AskLeases asked) {
    if (asked.node() == null || asked.node().equals(node)) {
      tellAll();
    }
  }

  private void tellAll() {
    tell(new Lease(node, number, true, byOrganization(told), List.of()));
  }

  /** Tells what has changed since it was asked last. */
  public void look() {
    Set<ConnectedPeople.Person> came = new HashSet<>();
    Set<ConnectedPeople.Person> gone = new HashSet<>();
    for (ConnectedPeople.Person person : people.takeChanged()) {
      if (people.isHere(person)) {
        if (told.add(person)) {
          came.add(person);
        }
      } else if (told.remove(person)) {
        gone.add(person);
      }
    }
    if (!came.isEmpty() || !gone.isEmpty()) {
      number++;
      tell(new Lease(node, number, false, byOrganization(came), byOrganization(gone)));
    } else if (ticker.millis() - toldAtMs >= RENEW_MS) {
      tell(new Lease(node, number, false, List.of(), List.of()));
    }
  }

  private void tell(Lease report) {
    toldAtMs = ticker.millis();
    bus.tell(Presence.LEASE, report);
  }

  private static List<Lease.People> byOrganization(Set<ConnectedPeople.Person> people) {
    Map<OrgId, Lease.People> byOrg = new LinkedHashMap<>();
    for (ConnectedPeople.Person person : people) {
      Lease.People colleagues =
          byOrg.computeIfAbsent(
              person.org(), org -> new Lease.People(org, new ArrayList<>(), new ArrayList<>()));
      List<PersonId> those = person.isAgent() ? colleagues.agents() : colleagues.contacts();
      those.add(person.id());
    }
    return List.copyOf(byOrg.values());
  }
}
