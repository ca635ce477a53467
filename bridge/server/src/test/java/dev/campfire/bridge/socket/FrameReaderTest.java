package dev.campfire.bridge.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.bridge.socket.ClientFrame.Malformed;
import dev.campfire.bridge.socket.ClientFrame.Send;
import dev.campfire.bridge.socket.ClientFrame.Unreadable;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FrameReaderTest {

  private static ClientFrame read(String text) {
    return FrameReader.read(Buffer.buffer(text));
  }

  /** Whatever comes, there is an answer. */
  @Property
  void bytesOfAnyKindAreRead(@ForAll byte[] bytes) {
    assertThat(FrameReader.read(Buffer.buffer(bytes))).isNotNull();
  }

  @Property
  void textOfAnyKindIsRead(@ForAll String text) {
    assertThat(read(text)).isNotNull();
  }

  @Property
  void aFrameThatWasDamagedSomewhereIsRead(
      @ForAll("frames") String frame, @ForAll int at, @ForAll byte damage) {
    byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
    bytes[Math.floorMod(at, bytes.length)] = damage;

    assertThat(FrameReader.read(Buffer.buffer(bytes))).isNotNull();
  }

  @Property
  void aFrameThatWasCutOffIsUnreadable(@ForAll("frames") String frame, @ForAll int at) {
    String cut = frame.substring(0, Math.floorMod(at, frame.length()));

    assertThat(read(cut)).isEqualTo(new Unreadable("invalid_json"));
  }

  @Property
  void aFrameIsUnderstoodWhateverStandsInItsEnvelope(
      @ForAll("values") String type,
      @ForAll("values") String address,
      @ForAll("values") String replyAddress,
      @ForAll("values") String headers,
      @ForAll("values") String body) {
    String frame =
        "{\"type\":%s,\"address\":%s,\"replyAddress\":%s,\"headers\":%s,\"body\":%s}"
            .formatted(type, address, replyAddress, headers, body);

    ClientFrame read = read(frame);

    if (read instanceof Malformed malformed) {
      assertThat(malformed.replyAddress() != null || malformed.address() != null)
          .as("somebody can be told")
          .isTrue();
    }
    if (read instanceof Send send) {
      assertThat(send.address()).isNotNull();
      assertThat(send.body() != null).isEqualTo(body.startsWith("{"));
    }
  }

  /** The body is handed on as it was written, to the letter. */
  @Property
  void theBodyIsCutOutAsItWasSent(@ForAll("objects") String body, @ForAll("spaces") String space) {
    String frame =
        "{" + space + "\"type\":\"send\",\"body\":" + space + body + space + ",\"address\":\"a\"}";

    Send send = (Send) read(frame);

    assertThat(send.body().json().toString()).isEqualTo(body);
  }

  @Provide
  Arbitrary<String> spaces() {
    return Arbitraries.of("", " ", "\n\t ", "\r\n");
  }

  @Provide
  Arbitrary<String> objects() {
    Arbitrary<String> texts =
        Arbitraries.of("\"ä\"", "\"\\u00e4\"", "\"👩‍🚀\"", "\"}{\\\"]\"", "\"\"");
    Arbitrary<String> values =
        Arbitraries.oneOf(
            texts, Arbitraries.of("1e400", "0.10", "-0", "1234567890123456789", "null", "[ 1 ]"));
    return Combinators.combine(values, values, Arbitraries.of("", " "))
        .as(
            (one, two, space) ->
                "{" + space + "\"ö\":" + one + ",\"o\":{\"x\":" + two + space + "}}");
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.of(
        "null",
        "true",
        "7",
        "1e400",
        "\"\"",
        "\"send\"",
        "\"register\"",
        "\"ping\"",
        "\"publish\"",
        "\"unregister\"",
        "\"x\"",
        "\"" + "r".repeat(37) + "\"",
        "[]",
        "[1,{}]",
        "{}",
        "{\"a\":[]}");
  }

  @Provide
  Arbitrary<String> frames() {
    return Arbitraries.of(
        "{\"type\":\"ping\"}",
        "{\"type\":\"register\",\"address\":\"org:x:inbox\",\"headers\":{}}",
        "{\"type\":\"send\",\"address\":\"messaging.send\",\"replyAddress\":\"r\",\"headers\":{},"
            + "\"body\":{\"content\":\"grüße \\\"👩\\\"\",\"n\":[1,2.5,{\"a\":null}]}}");
  }

  @Example
  void aSendIsReadWithWhatTheBridgeNeedsOfIt() {
    Send send =
        (Send)
            read(
                "{\"type\":\"send\",\"address\":\"messaging.send\",\"replyAddress\":\"r\",\"body\":"
                    + "{\"x\":{\"conversationId\":\"inner\",\"message\":1},\"conversationId\":\"c\"}}");

    assertThat(send.address()).isEqualTo("messaging.send");
    assertThat(send.replyAddress()).isEqualTo("r");
    assertThat(send.body().conversationId()).isEqualTo("c");
    assertThat(send.body().hasMessage()).isFalse();
    assertThat(send.body().json().toJsonObject().getJsonObject("x").getString("conversationId"))
        .isEqualTo("inner");
  }

  @Example
  void aMessageInTheBodyIsSeenAtItsTopAlone() {
    Send send = (Send) read("{\"type\":\"send\",\"address\":\"a\",\"body\":{\"message\":{}}}");

    assertThat(send.body().hasMessage()).isTrue();
    assertThat(send.replyAddress()).isNull();
  }

  @Example
  void aConversationThatIsNoTextIsNone() {
    Send send =
        (Send)
            read("{\"type\":\"send\",\"address\":\"a\",\"body\":{\"conversationId\":{\"x\":[]}}}");

    assertThat(send.body().conversationId()).isNull();
  }

  @Example
  void aLargeBodyIsCutOutWhole() {
    String content = "ä".repeat(30_000);
    String body = new JsonObject().put("content", content).encode();

    Send send = (Send) read("{\"type\":\"send\",\"address\":\"a\",\"body\":" + body + "}");

    assertThat(send.body().json().toString()).isEqualTo(body);
  }

  @Example
  void otherEncodingsThanUtf8AreUnreadable() {
    String frame = "{\"type\":\"ping\"}";

    Stream.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE)
        .forEach(
            charset ->
                assertThat(FrameReader.read(Buffer.buffer(frame.getBytes(charset))))
                    .isEqualTo(new Unreadable("invalid_json")));
  }

  @Example
  void depthIsCountedFromTheFrame() {
    assertThat(read("{\"type\":\"ping\",\"x\":" + "[".repeat(15) + "]".repeat(15) + "}"))
        .isInstanceOf(ClientFrame.Ping.class);
    assertThat(read("{\"type\":\"ping\",\"x\":" + "[".repeat(16) + "]".repeat(16) + "}"))
        .isInstanceOf(Unreadable.class);
  }
}
