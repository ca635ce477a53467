package dev.campfire.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactJwtTest {

  @Test
  void textsAndWholeNumbersAreReadAndNothingElse() {
    CompactJwt jwt =
        read("{\"t\":\"x\",\"n\":7,\"f\":1.5,\"b\":true,\"z\":null,\"o\":{\"t\":1},\"a\":[{}]}");

    assertThat(jwt.claims())
        .containsEntry("t", "x")
        .containsEntry("n", 7L)
        .containsEntry("f", CompactJwt.OTHER)
        .containsEntry("b", CompactJwt.OTHER)
        .containsEntry("z", CompactJwt.OTHER)
        .containsEntry("o", CompactJwt.OTHER)
        .containsEntry("a", CompactJwt.OTHER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "1",
        "null",
        "{}{}",
        "{} x",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1",
        "{\"a\"}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":1,}",
        "{\"a\":NaN}",
        "\uFEFF{}",
        "{\"a\":\"\t\"}",
        "// {}"
      })
  void whatIsNotOneStrictObjectIsRefused(String claims) {
    assertThatThrownBy(() -> read(claims)).isInstanceOf(InvalidToken.class);
  }

  private static CompactJwt read(String claims) {
    return CompactJwt.read(
        Forge.segment(Forge.bytes("{}")) + "." + Forge.segment(Forge.bytes(claims)) + ".AA");
  }
}
