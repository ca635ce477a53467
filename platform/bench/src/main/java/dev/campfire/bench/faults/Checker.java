package dev.campfire.bench.faults;

import dev.campfire.bench.faults.Entry.Op;
import dev.campfire.bench.faults.Verdict.Breach;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Holds what clients wrote down against what the database holds, when all is quiet again. It knows
 * nothing of faults: what it asks for holds whatever happened.
 */
public final class Checker {
  /** Contract section 2, and what a client calls it when there is no answer. */
  private static final Set<String> LISTED =
      Set.of(
          "unavailable",
          "rate_limited",
          "timeout",
          "connection_lost",
          "token_expired",
          "unauthenticated");

  /** Of the two clocks, which are one and are rounded. */
  private static final double ROUNDING_MS = 2;

  private final List<Entry> history;
  private final Map<UUID, Stored> byCmid = new LinkedHashMap<>();
  private final Map<UUID, Map<Long, Stored>> byPlace = new HashMap<>();
  private final Map<String, Set<UUID>> readers;
  private final Verdict verdict = new Verdict();

  private Checker(List<Entry> history, Map<String, Set<UUID>> readers) {
    this.history = history;
    this.readers = readers;
  }

  /**
   * @param stored every message of the run's conversations
   * @param readers which conversations each client listens to, to the end
   * @param receipts how far each reader has got, by {@code conversation:reader}
   */
  public static Verdict check(
      List<Entry> history,
      Collection<Stored> stored,
      Map<String, Set<UUID>> readers,
      Map<String, Long> receipts) {
    Checker checker = new Checker(history, readers);
    checker.readRows(stored);
    checker.checkSenders();
    checker.checkReaders();
    checker.checkTurns();
    checker.checkReceipts(receipts);
    return checker.verdict;
  }

  private void readRows(Collection<Stored> stored) {
    Map<UUID, Long> highest = new HashMap<>();
    for (Stored row : stored) {
      if (byCmid.put(row.cmid(), row) != null) {
        verdict.add(Breach.DOUBLE, "message %s has two rows".formatted(row.cmid()));
      }
      var places = byPlace.computeIfAbsent(row.conv(), c -> new HashMap<>());
      if (places.put(row.seq(), row) != null) {
        verdict.add(
            Breach.DISORDERED, "%s has two messages at %d".formatted(row.conv(), row.seq()));
      }
      highest.merge(row.conv(), row.seq(), Math::max);
      boolean isInPlace =
          row.org().equals(row.orgOfConversation())
              && row.mark().equals(Entry.mark(row.org(), row.conv(), row.cmid()));
      if (!isInPlace) {
        verdict.add(
            Breach.FOREIGN, "the row of %s stands where it was not sent".formatted(row.cmid()));
      }
    }
    highest.forEach(
        (conv, last) -> {
          for (long seq = 1; seq <= last; seq++) {
            if (!byPlace.get(conv).containsKey(seq)) {
              verdict.add(Breach.DISORDERED, "%s has a hole at %d".formatted(conv, seq));
            }
          }
        });
  }

  private void checkSenders() {
    Set<UUID> sent = new HashSet<>();
    for (Entry entry : history) {
      switch (entry.op()) {
        case SEND -> sent.add(entry.cmid());
        case ACK -> checkAcknowledgement(entry);
        case INFO, FAIL -> {
          if (!LISTED.contains(entry.text())) {
            verdict.add(
                Breach.DISHONEST, "%s was answered %s".formatted(entry.cmid(), entry.text()));
          }
        }
        default -> {
          // Readers' business.
        }
      }
    }
    for (UUID cmid : byCmid.keySet()) {
      if (!sent.contains(cmid)) {
        verdict.add(Breach.FOREIGN, "nobody sent the stored message %s".formatted(cmid));
      }
    }
  }

  private void checkAcknowledgement(Entry entry) {
    Stored row = byCmid.get(entry.cmid());
    if (row == null) {
      verdict.add(Breach.LOST, "%s was acknowledged and is not stored".formatted(entry.cmid()));
      return;
    }
    if (row.seq() != entry.seq() || !row.id().equals(entry.id())) {
      verdict.add(
          Breach.DOUBLE,
          "%s was acknowledged at %d and stands at %d"
              .formatted(entry.cmid(), entry.seq(), row.seq()));
    }
    if (row.committedAt() > entry.t() + ROUNDING_MS) {
      verdict.add(
          Breach.EARLY,
          "%s was acknowledged %.0f ms before its commit"
              .formatted(entry.cmid(), row.committedAt() - entry.t()));
    }
  }

  private void checkReaders() {
    Map<String, Map<UUID, Set<Long>>> seen = new HashMap<>();
    for (Entry entry : history) {
      if (entry.op() == Op.RECV) {
        checkReceived(entry);
        seen.computeIfAbsent(entry.client(), c -> new HashMap<>())
            .computeIfAbsent(entry.conv(), c -> new HashSet<>())
            .add(entry.seq());
      }
    }
    readers.forEach(
        (client, conversations) -> {
          for (UUID conv : conversations) {
            Set<Long> missing = new HashSet<>(byPlace.getOrDefault(conv, Map.of()).keySet());
            missing.removeAll(seen.getOrDefault(client, Map.of()).getOrDefault(conv, Set.of()));
            missing.forEach(
                seq ->
                    verdict.add(
                        Breach.LOST, "%s was never told of %d in %s".formatted(client, seq, conv)));
          }
        });
  }

  private void checkReceived(Entry entry) {
    boolean isListenedTo = readers.getOrDefault(entry.client(), Set.of()).contains(entry.conv());
    if (!isListenedTo
        || !entry.text().equals(Entry.mark(entry.org(), entry.conv(), entry.cmid()))) {
      verdict.add(Breach.FOREIGN, "%s was told of %s".formatted(entry.client(), entry.text()));
      return;
    }
    Stored row = byPlace.getOrDefault(entry.conv(), Map.of()).get(entry.seq());
    if (row == null) {
      verdict.add(
          Breach.LOST,
          "%s was told of %s, which is not stored".formatted(entry.client(), entry.cmid()));
    } else if (!row.id().equals(entry.id())) {
      Breach breach = byCmid.containsKey(entry.cmid()) ? Breach.DISORDERED : Breach.LOST;
      verdict.add(
          breach, "%s was told of another message at %d".formatted(entry.client(), entry.seq()));
    }
  }

  /** One connection's sends to a conversation keep their order, unless they were sent again. */
  private void checkTurns() {
    Set<UUID> repeated =
        history.stream()
            .filter(e -> e.op() == Op.AGAIN)
            .map(Entry::cmid)
            .collect(Collectors.toSet());
    Map<String, Long> last = new HashMap<>();
    for (Entry entry : history) {
      Stored row = entry.op() == Op.SEND ? byCmid.get(entry.cmid()) : null;
      if (row != null && !repeated.contains(entry.cmid())) {
        Long before = last.put(entry.client() + entry.connection() + entry.conv(), row.seq());
        if (before != null && before > row.seq()) {
          verdict.add(
              Breach.DISORDERED,
              "%s sent the message at %d before that at %d"
                  .formatted(entry.client(), before, row.seq()));
        }
      }
    }
  }

  private void checkReceipts(Map<String, Long> receipts) {
    Map<String, Long> seen = new HashMap<>();
    Map<String, Long> marked = new HashMap<>();
    for (Entry entry : history) {
      if (entry.op() == Op.RECEIPT) {
        Long before =
            seen.merge(entry.client() + entry.conv() + entry.id(), entry.seq(), Math::max);
        if (before > entry.seq()) {
          verdict.add(
              Breach.RECEIPT,
              "%s saw a receipt go back from %d to %d"
                  .formatted(entry.client(), before, entry.seq()));
        }
      } else if (entry.op() == Op.MARK) {
        marked.merge(entry.conv() + ":" + entry.id(), entry.seq(), Math::max);
      }
    }
    marked.forEach(
        (reader, seq) -> {
          if (receipts.getOrDefault(reader, 0L) < seq) {
            verdict.add(
                Breach.RECEIPT,
                "%s was marked %d and stands at %d"
                    .formatted(reader, seq, receipts.getOrDefault(reader, 0L)));
          }
        });
    receipts.forEach(
        (reader, seq) -> {
          UUID conv = UUID.fromString(reader.substring(0, reader.indexOf(':')));
          if (!byPlace.getOrDefault(conv, Map.of()).containsKey(seq) && seq > 0) {
            verdict.add(Breach.RECEIPT, "%s stands at %d, beyond the end".formatted(reader, seq));
          }
        });
  }
}
