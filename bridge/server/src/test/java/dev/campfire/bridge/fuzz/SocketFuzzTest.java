package dev.campfire.bridge.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.campfire.testkit.Corpus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Sockets from their handshake to their end: whatever path is opened and whatever comes over it, in
 * WebSocket's framing and in SockJS's, the socket is closed when it is asked to be, and all that
 * was answered is what the protocol has.
 *
 * <p>An input's first line stands behind {@code /eventbus}. Every other one is a frame: its first
 * character says of which kind, the rest is its payload.
 */
public class SocketFuzzTest {

  @TestFactory
  Stream<DynamicTest> everySocketComesToItsEnd() {
    return Corpus.of(getClass(), SocketFuzzTest::fuzzerTestOneInput);
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  /** RFC 6455 section 7.4.1, SockJS's own, and contract section 3, rule 6. */
  private static final Set<Integer> CLOSE_CODES =
      Set.of(1000, 1001, 1002, 1003, 1005, 1007, 1009, 3000, 4401, 4408, 4429);

  private static final byte[] CLOSE = {(byte) 0x88, (byte) 0x82, 0, 0, 0, 0, 3, (byte) 0xe8};

  public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
    RunningDoor door = RunningDoor.open();
    String[] lines = new String(bytes, ISO_8859_1).split("\n", -1);
    try (RunningDoor.Line line = door.line()) {
      line.write(
          ("GET /eventbus"
                  + lines[0]
                  + " HTTP/1.1\r\nhost: 127.0.0.1\r\nupgrade: websocket\r\n"
                  + "connection: upgrade\r\nsec-websocket-version: 13\r\n"
                  + "sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
              .getBytes(ISO_8859_1));
      String head = line.readHead();
      if (head.startsWith("HTTP/1.1 101 ")) {
        for (int i = 1; i < lines.length; i++) {
          line.write(frame(lines[i]));
        }
        line.write(CLOSE);
        // Whoever closes with a code of their own is told it back.
        boolean isClosing = Arrays.stream(lines).skip(1).anyMatch(SocketFuzzTest::isClose);
        check(line.readAll(true), isRaw(lines[0]), isClosing);
      } else {
        assertThat(head).matches("(?s)(HTTP/1\\.[01] [1234]\\d\\d .*)?");
      }
    }
    door.verify();
  }

  private static boolean isRaw(String path) {
    return path.split("[?#]", 2)[0].equals("/websocket");
  }

  private static boolean isClose(String line) {
    return !line.isEmpty() && (line.charAt(0) == 'x' || (line.charAt(0) & 0x0f) == 8);
  }

  /** Masked by zeros, so that the payload is what it looks like. */
  private static byte[] frame(String line) {
    if (line.isEmpty()) {
      return new byte[0];
    }
    int first =
        switch (line.charAt(0)) {
          case 't' -> 0x81;
          case 'T' -> 0x01;
          case 'b' -> 0x82;
          case 'B' -> 0x02;
          case 'c' -> 0x80;
          case 'C' -> 0x00;
          case 'p' -> 0x89;
          case 'o' -> 0x8a;
          case 'x' -> 0x88;
          default -> line.charAt(0);
        };
    byte[] payload = line.substring(1).getBytes(ISO_8859_1);
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(first);
    if (payload.length < 126) {
      frame.write(0x80 | payload.length);
    } else {
      frame.write(0xfe);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    }
    frame.writeBytes(new byte[4]);
    frame.writeBytes(payload);
    return frame.toByteArray();
  }

  /** Reads what the server sent: its frames are whole and not masked. */
  private static void check(byte[] all, boolean isRaw, boolean isClosing) throws IOException {
    int at = 0;
    while (at + 2 <= all.length) {
      int opcode = all[at] & 0x0f;
      int length = all[at + 1] & 0x7f;
      at += 2;
      if (length == 126) {
        length = (all[at] & 0xff) << 8 | (all[at + 1] & 0xff);
        at += 2;
      } else if (length == 127) {
        length = (all[at + 5] & 0xff) << 16 | (all[at + 6] & 0xff) << 8 | (all[at + 7] & 0xff);
        at += 8;
      }
      if (at + length > all.length) {
        // Cut off in the middle, as a peer is that breaks the protocol.
        return;
      }
      check(
          opcode, new String(all, at, length, opcode == 8 ? ISO_8859_1 : UTF_8), isRaw, isClosing);
      at += length;
    }
  }

  private static void check(int opcode, String payload, boolean isRaw, boolean isClosing)
      throws IOException {
    if (opcode == 8) {
      int code = payload.length() < 2 ? 1005 : payload.charAt(0) << 8 | payload.charAt(1);
      assertThat(isClosing || CLOSE_CODES.contains(code)).as("closed with %d", code).isTrue();
    } else if (opcode == 1 || opcode == 2) {
      if (isRaw) {
        checkFrame(payload);
      } else if (payload.startsWith("a")) {
        for (JsonNode frame : JSON.readTree(payload.substring(1))) {
          checkFrame(frame.textValue());
        }
      } else {
        assertThat(payload).matches("o|h|c\\[.*");
      }
    } else {
      assertThat(opcode).isEqualTo(10);
    }
  }

  private static void checkFrame(String text) throws IOException {
    JsonNode frame = JSON.readTree(text);
    assertThat(frame.path("type").asText()).isIn("rec", "err", "pong");
    assertThat(frame.path("failureCode").asInt()).as(text).isLessThan(500);
  }
}
