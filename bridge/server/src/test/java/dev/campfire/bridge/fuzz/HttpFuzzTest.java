package dev.campfire.bridge.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.campfire.testkit.Corpus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Whole HTTP requests: each is answered, with what the contract has for it, and never with 500.
 *
 * <p>An input is a request with line feeds and without what says where it ends, which is added. One
 * that begins with {@code !} is thrown at the door as it is.
 */
public class HttpFuzzTest {

  @TestFactory
  Stream<DynamicTest> everyRequestIsAnswered() {
    return Corpus.of(getClass(), HttpFuzzTest::fuzzerTestOneInput);
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})[^\r\n]*\r\n");

  /** These end a request or make something else of it. */
  private static final Set<String> FRAMING =
      Set.of("content-length", "transfer-encoding", "connection", "upgrade", "host");

  public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
    RunningDoor door = RunningDoor.open();
    boolean isRaw = bytes.length > 0 && bytes[0] == '!';
    byte[] request = isRaw ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : whole(bytes);
    byte[] answer;
    try (RunningDoor.Line line = door.line()) {
      line.write(request);
      answer = line.readAll(!isRaw);
    }
    door.verify();
    check(isRaw, answer, new String(request, ISO_8859_1));
  }

  private static byte[] whole(byte[] bytes) {
    String text = new String(bytes, ISO_8859_1);
    int end = text.indexOf("\n\n");
    String head = end < 0 ? text : text.substring(0, end);
    byte[] body = end < 0 ? new byte[0] : text.substring(end + 2).getBytes(ISO_8859_1);
    String[] lines = head.split("\n", -1);
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes((lines[0] + " HTTP/1.1\r\n").getBytes(ISO_8859_1));
    for (int i = 1; i < lines.length; i++) {
      String name = lines[i].split("[:\\s]", 2)[0].toLowerCase(Locale.ROOT);
      if (!name.isEmpty() && !FRAMING.contains(name)) {
        request.writeBytes((lines[i] + "\r\n").getBytes(ISO_8859_1));
      }
    }
    request.writeBytes(
        ("host: 127.0.0.1\r\nconnection: close\r\ncontent-length: " + body.length + "\r\n\r\n")
            .getBytes(ISO_8859_1));
    request.writeBytes(body);
    return request.toByteArray();
  }

  private static void check(boolean isRaw, byte[] bytes, String request) throws IOException {
    String answer = new String(bytes, ISO_8859_1);
    Matcher status = STATUS.matcher(answer);
    if (answer.matches(
        "(?s)[^\r\n]* (400 Bad Request|501 Not Implemented)\r\ncontent-length: 0\r\n.*")) {
      // What is no HTTP at all: Vert.x's own answer, which says back what came as the version.
      return;
    }
    if (!status.lookingAt()) {
      assertThat(isRaw && answer.isEmpty()).as("no answer, but: %s", answer).isTrue();
      return;
    }
    int code = Integer.parseInt(status.group(1));
    if (code == 100) {
      int next = answer.indexOf("\r\n\r\n") + 4;
      check(isRaw, answer.substring(next).getBytes(ISO_8859_1), request);
      return;
    }
    assertThat(code).as(answer).isLessThan(500);
    if (!request.contains("xception")) {
      assertThat(answer).doesNotContain("xception").doesNotContain("at io.");
    }
    if (!isRaw
        && answer.contains("\r\ncontent-type: application/problem+json\r\n")
        && !request.startsWith("HEAD ")) {
      checkProblem(code, bytes, answer.indexOf("\r\n\r\n") + 4);
    }
  }

  private static void checkProblem(int status, byte[] bytes, int start) throws IOException {
    JsonNode problem = JSON.readTree(new String(bytes, start, bytes.length - start, UTF_8));
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("code").asText()).isNotIn("", "internal", "unavailable");
    assertThat(problem.path("instance").asText()).matches("[0-9a-f]{32}");
  }
}
