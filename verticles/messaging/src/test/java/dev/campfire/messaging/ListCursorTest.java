package dev.campfire.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.campfire.contract.id.ConversationId;
import java.time.Instant;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class ListCursorTest {

  @Property
  void aCursorIsReadAsItWasWritten(
      @ForAll @LongRange(max = 253_402_300_799L) long seconds,
      @ForAll @LongRange(max = 999_999) long micros,
      @ForAll long high,
      @ForAll long low) {
    ListCursor cursor =
        new ListCursor(
            Instant.ofEpochSecond(seconds, micros * 1_000),
            new ConversationId(new UUID(high, low)));

    assertThat(ListCursor.decode(cursor.encode())).isEqualTo(cursor);
    assertThat(cursor.encode()).matches("[A-Za-z0-9_-]{32}");
  }

  @Property
  void anythingElseIsRefusedByOneException(@ForAll String text) {
    if (!text.matches("[A-Za-z0-9_-]{32}")) {
      assertThatThrownBy(() -> ListCursor.decode(text))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Example
  void aTimeOutsideOurEraIsRefused() {
    assertThatThrownBy(() -> ListCursor.decode("_".repeat(32)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ListCursor.decode("f".repeat(32)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
