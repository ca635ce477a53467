package dev.campfire.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.messaging.SenderKind;
import dev.campfire.contract.receipts.Receipt;
import dev.campfire.contract.receipts.ReceiptState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MarkBookTest {
  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
  private static final Reader.Place PLACE =
      new Reader.Place(new OrgId(new UUID(1, 1)), new ConversationId(new UUID(2, 2)));
  private static final PersonId VISITOR = new PersonId(new UUID(0, 3));
  private static final Reader ADA = reader(4, SenderKind.AGENT);
  private static final Reader CONTACT = reader(3, SenderKind.CONTACT);
  private static final Reader STRANGER = reader(5, SenderKind.CONTACT);

  private long nowMs = 50_000;
  private final MarkBook book = new MarkBook(() -> nowMs, Duration.ofMillis(1_700));

  private static Reader reader(long id, SenderKind kind) {
    return new Reader(PLACE, new Receipt.Reader(new PersonId(new UUID(0, id)), kind));
  }

  private static Marks read(long seq) {
    return Marks.of(ReceiptState.READ, seq, NOW);
  }

  private static ReceiptsStore.Conversation stored(Receipt... receipts) {
    return new ReceiptsStore.Conversation(VISITOR, 10, List.of(receipts));
  }

  @BeforeEach
  void aConversationOfTenMessages() {
    book.open(PLACE, new ReceiptsStore.Conversation(VISITOR, 10, List.of()));
  }

  @Test
  void theFirstMarkIsDueAtOnceAndTheNextWithTheOthers() {
    book.mark(ADA, read(1));
    assertThat(book.takeDue(false)).containsExactly(java.util.Map.entry(ADA, read(1)));

    book.mark(ADA, read(2));
    book.mark(ADA, read(3));
    nowMs += 1_699;
    assertThat(book.takeDue(false)).isEmpty();
    nowMs += 1;

    assertThat(book.takeDue(false)).containsExactly(java.util.Map.entry(ADA, read(3)));
    assertThat(book.takeDue(false)).isEmpty();
  }

  @Test
  void aLowerMarkAnswersTheCurrentOneAndIsNotWritten() {
    book.mark(ADA, read(5));
    book.takeDue(true);
    book.takeUntold();

    assertThat(book.mark(ADA, read(2))).isEqualTo(read(5));

    assertThat(book.takeDue(true)).isEmpty();
    assertThat(book.takeUntold()).isEmpty();
  }

  @Test
  void beyondTheLastMessageIsRefusedUntilItIsSent() {
    assertThat(book.covers(ADA, 11)).isFalse();
    assertThatThrownBy(() -> book.mark(ADA, read(11)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.code()).isEqualTo(ProblemCode.INVALID_REQUEST));
    assertThat(book.takeDue(true)).isEmpty();

    book.sent(PLACE, 11);

    assertThat(book.covers(ADA, 11)).isTrue();
    assertThat(book.mark(ADA, read(11))).isEqualTo(read(11));
  }

  @Test
  void anotherContactFindsNothing() {
    assertThat(book.covers(STRANGER, 1)).isFalse();
    assertThatThrownBy(() -> book.mark(STRANGER, read(1)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.code()).isEqualTo(ProblemCode.NOT_FOUND));
    assertThat(book.merge(PLACE, stored())).isEmpty();
  }

  @Test
  void whatIsNotWrittenYetIsListedBesideWhatIs() {
    book.mark(CONTACT, read(4));
    book.heard(ADA, read(7));

    assertThat(book.merge(PLACE, stored(ADA.receipt(read(6)), CONTACT.receipt(read(3)))))
        .containsExactlyInAnyOrder(ADA.receipt(read(7)), CONTACT.receipt(read(4)));
  }

  @Test
  void whatAnotherNodeWasToldIsTheCurrentOneHereToo() {
    book.heard(ADA, read(7));

    assertThat(book.mark(ADA, read(5))).isEqualTo(read(7));
    assertThat(book.takeDue(true)).isEmpty();
  }

  @Test
  void whatAnotherNodeHasWrittenByNowIsForgotten() {
    book.heard(ADA, read(7));
    nowMs += 5_000;

    book.look();

    assertThat(book.merge(PLACE, stored())).isEmpty();
  }

  @Test
  void whatCouldNotBeWrittenIsDueAgain() {
    book.mark(ADA, read(5));
    var batch = book.takeDue(false);

    book.failed(batch);
    nowMs += 1_700;

    assertThat(book.takeDue(false)).isEqualTo(batch);
  }

  @Test
  void aHundredLivelyConversationsAreAFewRowsASecond() {
    MarkBook busy = new MarkBook(() -> nowMs, Duration.ofMillis(1_700));
    int rows = 0;
    int marks = 0;
    for (long tick = 0; tick < 200; tick++) {
      nowMs += 100;
      for (long conversation = 0; conversation < 100; conversation++) {
        Reader.Place place =
            new Reader.Place(PLACE.org(), new ConversationId(new UUID(7, conversation)));
        busy.open(place, new ReceiptsStore.Conversation(VISITOR, tick, List.of()));
        busy.mark(new Reader(place, ADA.who()), read(tick));
        busy.mark(new Reader(place, CONTACT.who()), read(tick));
        marks += 2;
      }
      rows += busy.takeDue(false).size();
    }

    assertThat(marks).isEqualTo(40_000);
    assertThat(rows / 20).as("rows of receipts a second").isLessThanOrEqualTo(130);
  }

  @Test
  void whatAnAnonymousContactHasReadIsThatOfWhomTheyTurnOutToBe() {
    PersonId known = new PersonId(new UUID(0, 6));
    Reader mia = reader(6, SenderKind.CONTACT);
    book.mark(CONTACT, read(4));
    book.heard(CONTACT, read(5));
    var moved = new ReceiptsStore.Conversation(known, 10, List.of(mia.receipt(read(3))));

    assertThat(book.merge(PLACE, moved)).containsExactly(mia.receipt(read(5)));
    assertThat(book.covers(mia, 1)).isFalse();
    book.open(PLACE, moved);

    assertThat(book.mark(mia, read(2))).isEqualTo(read(4));
    assertThat(book.takeDue(false)).containsExactly(java.util.Map.entry(mia, read(4)));
    assertThatThrownBy(() -> book.mark(CONTACT, read(1))).isInstanceOf(ProblemException.class);
  }
}
