package dev.campfire.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class CountTextTest {
  private final CountText text = new CountText();

  @Test
  void readsNumbersAsPeopleSayThem() {
    assertThat(text.convert("5000")).isEqualTo(5_000);
    assertThat(text.convert("200k")).isEqualTo(200_000);
    assertThat(text.convert("10M")).isEqualTo(10_000_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "M", "-1", "1.5M", "10m", "10 M", "9999999999999"})
  void refusesWhatCouldMeanSomethingElse(String strange) {
    assertThatThrownBy(() -> text.convert(strange)).isInstanceOf(TypeConversionException.class);
  }
}
