package dev.campfire.identity;

import dev.campfire.contract.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts wrong passwords and makes an account with too many of them wait (contract section 3, rule
 * 7). An account is an e-mail address, whether anybody has it or not: a limit for existing ones
 * alone would tell which exist.
 *
 * <p>A right password between does not clear the count: whoever has an account of that address in
 * an organisation of their own could clear it as often as they like. Each node counts for itself.
 */
final class WrongPasswords {

  /**
   * Addresses remembered at once, some 20 MB. To push one of them out takes as many guesses at
   * others, each a hash on one of the password workers: that is no faster than to wait.
   */
  static final int MOST_ACCOUNTS = 50_000;

  private final int limit;
  private final Duration window;
  private final Clock clock;

  /** By the hash of the address, which is short and no secret in a heap dump; latest last. */
  private final Map<String, Deque<Instant>> wrongAt = new LinkedHashMap<>();

  WrongPasswords(int limit, Duration window, Clock clock) {
    this.limit = limit;
    this.window = window;
    this.clock = clock;
  }

  /** Throws {@code rate_limited} if the account has to wait. */
  void check(String email) {
    Deque<Instant> wrong = wrongAt.get(Sha256.textOf(email));
    if (wrong == null || wrong.size() < limit) {
      return;
    }
    Duration wait = Duration.between(clock.instant(), wrong.getFirst().plus(window));
    if (wait.compareTo(Duration.ZERO) > 0) {
      throw ProblemException.rateLimited(
          "Too many wrong passwords for this account. Wait before trying again.",
          Math.max(1, wait.toMillis()));
    }
  }

  /** Holds a wrong password against the account. */
  void count(String email) {
    String account = Sha256.textOf(email);
    Deque<Instant> wrong = wrongAt.remove(account);
    if (wrong == null) {
      wrong = new ArrayDeque<>(limit);
    } else if (wrong.size() == limit) {
      wrong.removeFirst();
    }
    wrong.addLast(clock.instant());
    wrongAt.put(account, wrong);
    forgetOldest();
  }

  /** How many accounts are remembered. */
  int size() {
    return wrongAt.size();
  }

  private void forgetOldest() {
    Instant longAgo = clock.instant().minus(window);
    var oldest = wrongAt.values().iterator();
    while (oldest.hasNext()) {
      Deque<Instant> wrong = oldest.next();
      if (wrongAt.size() <= MOST_ACCOUNTS && wrong.getLast().isAfter(longAgo)) {
        return;
      }
      oldest.remove();
    }
  }
}
