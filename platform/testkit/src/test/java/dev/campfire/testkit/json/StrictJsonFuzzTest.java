package dev.campfire.testkit.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.campfire.host.json.StrictJson;
import dev.campfire.host.json.StrictJson.Unreadable;
import dev.campfire.testkit.Corpus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Bytes that claim to be JSON: what is let through is within the limits, and means one thing. */
public class StrictJsonFuzzTest {

  @TestFactory
  Stream<DynamicTest> whatIsReadIsWithinTheLimitsAndReadsTheSameAgain() {
    return Corpus.of(getClass(), StrictJsonFuzzTest::fuzzerTestOneInput);
  }

  private static final JsonMapper LENIENT = new JsonMapper();

  public static void fuzzerTestOneInput(byte[] bytes) throws Unreadable, IOException {
    JsonNode node;
    try {
      node = StrictJson.parse(bytes);
    } catch (Unreadable refused) {
      assertThat(refused.getMessage()).matches("[A-Za-z0-9+ -]{1,60}");
      return;
    }

    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    assertThat(LENIENT.readTree(text)).isEqualTo(node);
    check(node, 0);
    // A number over a double's range is refused by whatever record it is for.
    if (!node.toString().contains("\"Infinity\"") && !node.toString().contains("\"-Infinity\"")) {
      byte[] again = node.toString().getBytes(StandardCharsets.UTF_8);
      assertThat(StrictJson.parse(again)).isEqualTo(node);
    }
  }

  private static void check(JsonNode node, int depth) {
    if (node.isContainerNode()) {
      assertThat(depth + 1).as("depth").isLessThanOrEqualTo(StrictJson.MAX_DEPTH);
      node.fieldNames().forEachRemaining(StrictJsonFuzzTest::checkText);
      node.forEach(inner -> check(inner, depth + 1));
    } else if (node.isTextual()) {
      checkText(node.textValue());
    }
  }

  /** Not by {@link StrictJson#fault}, which is what is asked about. */
  private static void checkText(String text) {
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).as("is Unicode").isTrue();
    assertThat(text.indexOf('\0')).as("place of U+0000").isNegative();
  }
}
