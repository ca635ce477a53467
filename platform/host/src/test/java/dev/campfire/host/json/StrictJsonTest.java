package dev.campfire.host.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"a\":1,\"a\":2} | has a duplicate key",
        "{\"b\":{\"a\":1,\"a\":2}} | has a duplicate key",
        "{\"a\":1} {} | is not JSON",
        "{\"a\":01} | is not JSON",
        "{'a':1} | is not JSON",
        "{\"a\":NaN} | is not JSON",
        "{\"a\":\"\\u0000\"} | contains U+0000",
        "{\"\\u0000\":1} | contains U+0000",
        "{\"a\":\"\\ud83d\"} | contains a lone surrogate",
        "{\"a\":\"\\ude00\\ud83d\"} | contains a lone surrogate",
        "{\"a\": | is not JSON",
      })
  void refusesWhatTwoReadersWouldReadDifferently(String text, String reason) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(StrictJson.Unreadable.class)
        .hasMessage(reason);
  }

  @Test
  void refusesAnEmptyText() {
    assertThatThrownBy(() -> parse("")).isInstanceOf(StrictJson.Unreadable.class);
  }

  @Test
  void refusesMalformedUtf8() {
    byte[] cutOff = {'"', (byte) 0xC3, '"'};

    assertThatThrownBy(() -> StrictJson.parse(cutOff)).isInstanceOf(StrictJson.Unreadable.class);
  }

  @Test
  void readsSixteenLevelsAndNotSeventeen() {
    assertThatCode(() -> parse("[".repeat(16) + "]".repeat(16))).doesNotThrowAnyException();
    assertThatThrownBy(() -> parse("[".repeat(17) + "]".repeat(17)))
        .hasMessage("is nested deeper than 16");
  }

  @ParameterizedTest
  @ValueSource(strings = {"👩‍👩‍👧", "مرحبا", "e\u0301", "<script>alert(1)</script>", "\uFFFF"})
  void readsAnyOtherText(String text) throws Exception {
    assertThat(parse("\"" + text + "\"").textValue()).isEqualTo(text);
  }

  private static com.fasterxml.jackson.databind.JsonNode parse(String text)
      throws StrictJson.Unreadable {
    return StrictJson.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
