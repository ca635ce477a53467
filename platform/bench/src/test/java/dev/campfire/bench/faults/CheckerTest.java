package dev.campfire.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.bench.faults.Entry.Op;
import dev.campfire.bench.faults.Verdict.Breach;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The checker finds what is planted into a history that is otherwise well. */
class CheckerTest {
  private static final UUID ORG = UUID.randomUUID();
  private static final UUID CONV = UUID.randomUUID();
  private static final UUID READER = UUID.randomUUID();

  private final List<Entry> history = new ArrayList<>();
  private final List<Stored> rows = new ArrayList<>();
  private final Map<String, Long> receipts = new HashMap<>();
  private final List<UUID> cmids = new ArrayList<>();

  CheckerTest() {
    for (long seq = 1; seq <= 5; seq++) {
      UUID cmid = UUID.randomUUID();
      UUID id = UUID.randomUUID();
      cmids.add(cmid);
      long sentAt = 1_000 * seq;
      rows.add(new Stored(ORG, ORG, CONV, seq, id, cmid, Entry.mark(ORG, CONV, cmid), sentAt + 4));
      note("contact", sentAt, Op.SEND, cmid, null, null, null);
      note("contact", sentAt + 5, Op.ACK, cmid, id, seq, null);
      for (String reader : List.of("contact", "agent")) {
        note(reader, sentAt + 6, Op.RECV, cmid, id, seq, Entry.mark(ORG, CONV, cmid));
      }
    }
    note("agent", 6_000, Op.MARK, null, READER, 4L, null);
    note("contact", 6_010, Op.RECEIPT, null, READER, 4L, null);
    receipts.put(CONV + ":" + READER, 4L);
  }

  private void note(String client, long t, Op op, UUID cmid, UUID id, Long seq, String text) {
    history.add(new Entry(t, client, 1, op, ORG, CONV, cmid, id, seq, text));
  }

  private Verdict check() {
    return Checker.check(
        history, rows, Map.of("contact", Set.of(CONV), "agent", Set.of(CONV)), receipts);
  }

  private void forget(Op op, String client, UUID cmid) {
    history.removeIf(e -> e.op() == op && e.client().equals(client) && cmid.equals(e.cmid()));
  }

  private void replace(int row, Stored other) {
    rows.set(row, other);
  }

  @Test
  void aHistoryThatIsWellIsClean() {
    assertThat(check().examples()).isEmpty();
    assertThat(check().isClean()).isTrue();
  }

  @Test
  void anAcknowledgementBeforeTheCommitIsFound() {
    Stored late = rows.get(2);
    replace(
        2,
        new Stored(
            ORG, ORG, CONV, 3, late.id(), late.cmid(), late.mark(), late.committedAt() + 40));

    assertThat(check().count(Breach.EARLY)).isEqualTo(1);
  }

  @Test
  void anAcknowledgementWhoseCommitNeverCameIsFound() {
    rows.remove(4);

    assertThat(check().count(Breach.LOST)).isPositive();
  }

  @Test
  void anEventThatNoFeedAndNoSyncEverToldIsFound() {
    forget(Op.RECV, "agent", cmids.get(4));

    assertThat(check().count(Breach.LOST)).isEqualTo(1);
  }

  @Test
  void aMessageThatWasInsertedTwiceIsFound() {
    rows.add(
        new Stored(
            ORG,
            ORG,
            CONV,
            6,
            UUID.randomUUID(),
            cmids.get(1),
            Entry.mark(ORG, CONV, cmids.get(1)),
            9_000));

    assertThat(check().count(Breach.DOUBLE)).isPositive();
  }

  @Test
  void aHoleAndASwapAreFound() {
    Stored fourth = rows.get(3);
    replace(3, new Stored(ORG, ORG, CONV, 7, fourth.id(), fourth.cmid(), fourth.mark(), 4_004));

    assertThat(check().count(Breach.DISORDERED)).isPositive();
  }

  @Test
  void aForeignMessageIsFound() {
    UUID elsewhere = UUID.randomUUID();
    note(
        "agent",
        7_000,
        Op.RECV,
        cmids.get(0),
        rows.get(0).id(),
        1L,
        Entry.mark(elsewhere, CONV, cmids.get(0)));

    assertThat(check().count(Breach.FOREIGN)).isEqualTo(1);
  }

  @Test
  void aReceiptThatGoesBackOrIsForgottenIsFound() {
    note("contact", 6_020, Op.RECEIPT, null, READER, 2L, null);
    receipts.put(CONV + ":" + READER, 3L);

    assertThat(check().count(Breach.RECEIPT)).isEqualTo(2);
  }

  @Test
  void anAnswerThatTheContractDoesNotListIsFound() {
    note("contact", 7_000, Op.INFO, cmids.get(0), null, null, "internal");
    note("contact", 7_100, Op.INFO, cmids.get(0), null, null, "unavailable");

    assertThat(check().count(Breach.DISHONEST)).isEqualTo(1);
  }

  @Test
  void whatBecameOfAMessageMayBeUnknownForAWhile() {
    UUID cmid = UUID.randomUUID();
    note("contact", 8_000, Op.SEND, cmid, null, null, null);
    note("contact", 8_100, Op.INFO, cmid, null, null, "timeout");

    assertThat(check().isClean()).isTrue();
  }
}
