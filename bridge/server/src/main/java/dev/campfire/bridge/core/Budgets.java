package dev.campfire.bridge.core;

import dev.campfire.bridge.Limits;
import dev.campfire.bridge.Rate;
import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** What is left to each caller and each address of this node. */
public final class Budgets {

  private record Key(OrgId org, PersonId id) {}

  /** One caller's, on all their sockets and by HTTP together. */
  private record Account(TokenBucket messages, TokenBucket requests, int sockets) {
    Account withSockets(int count) {
      return new Account(messages, requests, count);
    }

    boolean isIdle(long nowMs) {
      return sockets == 0 && messages.isFull(nowMs) && requests.isFull(nowMs);
    }
  }

  private final Limits limits;
  private final Clock clock;
  private final Map<Key, Account> accounts = new ConcurrentHashMap<>();
  private final Map<String, TokenBucket> widgetSessions = new ConcurrentHashMap<>();
  private final Map<String, TokenBucket> wrongSignIns = new ConcurrentHashMap<>();
  private final Map<String, Integer> notSignedIn = new ConcurrentHashMap<>();

  public Budgets(Limits limits, Clock clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Charges one message.
   *
   * @throws ProblemException {@code rate_limited}
   */
  public void chargeMessage(Caller caller) {
    charge(account(caller).messages, "Too many messages.");
  }

  /**
   * Charges one request that is no message.
   *
   * @throws ProblemException {@code rate_limited}
   */
  public void chargeRequest(Caller caller) {
    charge(account(caller).requests, "Too many requests.");
  }

  /**
   * Charges an address for one widget session.
   *
   * @throws ProblemException {@code rate_limited}
   */
  public void chargeWidgetSession(String address) {
    Rate rate = Rate.perMinute(limits.widgetSessionsPerMinute());
    charge(
        widgetSessions.computeIfAbsent(address, a -> new TokenBucket(rate, clock.millis())),
        "Too many visitors from this address.");
  }

  /**
   * Looks whether an address may try to sign in.
   *
   * @throws ProblemException {@code rate_limited} after too many wrong attempts
   */
  public void checkWrongSignIns(String address) {
    TokenBucket bucket = wrongSignIns.get(address);
    if (bucket != null) {
      refuse(bucket.waitMs(clock.millis()), "Too many wrong sign-ins from this address.");
    }
  }

  /** Holds a wrong attempt to sign in against the address. */
  public void countWrongSignIn(String address) {
    wrongSignIns
        .computeIfAbsent(address, a -> new TokenBucket(limits.wrongSignIns(), clock.millis()))
        .take(clock.millis());
  }

  private void charge(TokenBucket bucket, String detail) {
    refuse(bucket.take(clock.millis()), detail);
  }

  private static void refuse(long waitMs, String detail) {
    if (waitMs > 0) {
      throw ProblemException.rateLimited(detail, waitMs);
    }
  }

  private Account account(Caller caller) {
    return accounts.computeIfAbsent(new Key(caller.org(), caller.id()), key -> open(caller));
  }

  private Account open(Caller caller) {
    long nowMs = clock.millis();
    return new Account(
        new TokenBucket(caller.isContact() ? limits.contactMessages() : limits.messages(), nowMs),
        new TokenBucket(limits.requests(), nowMs),
        0);
  }

  /** Whether the caller may have one more socket; it is theirs until {@link #leaveSeat}. */
  public boolean takeSeat(Caller caller) {
    AtomicBoolean taken = new AtomicBoolean();
    accounts.compute(
        new Key(caller.org(), caller.id()),
        (key, old) -> {
          Account account = old == null ? open(caller) : old;
          boolean free = !caller.isContact() || account.sockets < limits.contactSockets();
          taken.set(free);
          return free ? account.withSockets(account.sockets + 1) : account;
        });
    return taken.get();
  }

  public void leaveSeat(Caller caller) {
    accounts.computeIfPresent(
        new Key(caller.org(), caller.id()),
        (key, account) -> account.withSockets(account.sockets - 1));
  }

  /** Whether the address has as many sockets that have not signed in as it may. */
  public boolean isCrowded(String address) {
    return notSignedIn.getOrDefault(address, 0) >= limits.socketsNotSignedIn();
  }

  /** Counts a socket that has not signed in, until {@link #leaveLobby}. */
  public void enterLobby(String address) {
    notSignedIn.merge(address, 1, Integer::sum);
  }

  public void leaveLobby(String address) {
    notSignedIn.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
  }

  /** Forgets who has used nothing lately: their budgets are full, as a new one is. */
  public void forgetIdle() {
    long nowMs = clock.millis();
    for (Key key : accounts.keySet()) {
      accounts.computeIfPresent(key, (k, account) -> account.isIdle(nowMs) ? null : account);
    }
    forgetFull(widgetSessions, nowMs);
    forgetFull(wrongSignIns, nowMs);
  }

  private static void forgetFull(Map<String, TokenBucket> buckets, long nowMs) {
    for (String address : buckets.keySet()) {
      buckets.computeIfPresent(address, (a, bucket) -> bucket.isFull(nowMs) ? null : bucket);
    }
  }
}
