package dev.campfire.testkit.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.Problem;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.analytics.Analytics;
import dev.campfire.contract.identity.Administration;
import dev.campfire.contract.identity.Identity;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.presence.Presence;
import dev.campfire.contract.receipts.Receipts;
import dev.campfire.contract.session.Sessions;
import dev.campfire.host.json.WireJson;
import dev.campfire.testkit.Corpus;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Bodies of every request: refused with the field's name, or a record that says what they said. */
public class RecordReaderFuzzTest {

  @TestFactory
  Stream<DynamicTest> aBodyIsRefusedByNameOrIsTheSameWhenItIsWrittenAndReadAgain() {
    return Corpus.of(getClass(), RecordReaderFuzzTest::fuzzerTestOneInput);
  }

  private static final List<? extends Class<? extends Record>> REQUESTS =
      Stream.of(
              Messaging.COMMANDS,
              Presence.COMMANDS,
              Receipts.COMMANDS,
              Analytics.COMMANDS,
              Administration.COMMANDS,
              Identity.COMMANDS,
              Sessions.COMMANDS)
          .flatMap(List::stream)
          .map(Command::request)
          .distinct()
          .sorted(Comparator.comparing(Class::getSimpleName))
          .toList();

  /** The first byte says which request it is. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    if (bytes.length > 0) {
      Class<? extends Record> type = REQUESTS.get((bytes[0] & 0xFF) % REQUESTS.size());
      check(Buffer.buffer(Arrays.copyOfRange(bytes, 1, bytes.length)), type);
    }
  }

  private static void check(Buffer body, Class<? extends Record> type) {
    Record request;
    try {
      request = WireJson.readRequest(body, type);
    } catch (ProblemException refused) {
      assertThat(refused.code()).isIn(ProblemCode.INVALID_REQUEST, ProblemCode.TOO_LARGE);
      check(refused.problem("trace"));
      return;
    }
    assertThat(WireJson.readRequest(WireJson.write(request), type)).isEqualTo(request);
  }

  /** It names what is wrong, and whoever is told reads it as it was written. */
  private static void check(Problem problem) {
    assertThat(problem.errors() == null).isEqualTo(problem.code().equals("too_large"));
    Buffer told = Buffer.buffer(WireJson.writeText(problem));
    assertThat(WireJson.readTrusted(told, Problem.class)).isEqualTo(problem);
  }
}
