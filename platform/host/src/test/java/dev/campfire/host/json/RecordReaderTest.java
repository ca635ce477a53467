package dev.campfire.host.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.campfire.contract.Problem.FieldError;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.messaging.ListConversations;
import dev.campfire.contract.messaging.OpenConversation;
import dev.campfire.contract.messaging.SendMessage;
import dev.campfire.contract.messaging.UpdateConversation;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {
  private static final String ID = "0190a5b0-0000-7000-8000-000000000001";

  @Test
  void readsWhatIsThereAndLeavesOutWhatIsNot() {
    ListConversations read = read("{\"status\":\"open\",\"limit\":200}", ListConversations.class);

    assertThat(read.limit()).isEqualTo(200);
    assertThat(read.status()).hasToString("OPEN");
    assertThat(read.q()).isNull();
  }

  @Test
  void saysEveryFaultAtOnce() {
    List<FieldError> faults =
        faults(
            "{\"id\":\"X\",\"channel\":\"fax\",\"subject\":\" \",\"message\":{\"content\":1},"
                + "\"org\":\"mine\"}",
            OpenConversation.class);

    assertThat(faults)
        .containsExactlyInAnyOrder(
            new FieldError("id", "must be a lowercase UUID"),
            new FieldError("channel", "must be one of web, email, api"),
            new FieldError("subject", "must not be blank"),
            new FieldError("message.clientMessageId", "is required"),
            new FieldError("message.content", "must be a text"),
            new FieldError("org", "is not a known field"));
  }

  @Test
  void tellsTakingAwayFromLeavingAsItIs() {
    String start = "{\"conversationId\":\"" + ID + "\"";

    assertThat(read(start + "}", UpdateConversation.class).assigneeId()).isNull();
    for (String assignee : List.of("null", "\"" + ID + "\"")) {
      String json = start + ",\"assigneeId\":" + assignee + "}";
      UpdateConversation update = read(json, UpdateConversation.class);
      assertThat(update.assigneeId()).isNotNull();
      assertThat(WireJson.writeText(update)).isEqualTo(json);
    }
  }

  @Test
  void refusesAListThatIsTooLong() {
    String tags = "\"a\",".repeat(20) + "\"a\"";

    assertThat(
            faults(
                "{\"conversationId\":\"" + ID + "\",\"tags\":[" + tags + "]}",
                UpdateConversation.class))
        .containsExactly(new FieldError("tags", "must have at most 20 items"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "201", "1.5", "\"5\"", "null", "true", "99999999999999999999"})
  void refusesANumberThatIsNone(String limit) {
    assertThat(faults("{\"limit\":" + limit + "}", ListConversations.class))
        .singleElement()
        .satisfies(fault -> assertThat(fault.field()).isEqualTo("limit"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0190A5B0-0000-7000-8000-000000000001",
        "190a5b0-0-7000-8000-1",
        "0190a5b0-0000-7000-8000-000000000001 ",
        ""
      })
  void refusesAnIdThatIsNotInItsOneForm(String id) {
    assertThat(faults("{\"id\":\"" + id + "\"}", OpenConversation.class))
        .containsExactly(new FieldError("id", "must be a lowercase UUID"));
  }

  @Test
  void aTimeHasAYearOfFourDigits() {
    String start = "{\"conversationId\":\"" + ID + "\",\"snoozedUntil\":\"";

    assertThat(read(start + "9999-12-31T23:59:59.999Z\"}", UpdateConversation.class).snoozedUntil())
        .isEqualTo("9999-12-31T23:59:59.999Z");
    for (String other : List.of("+10000-01-01T00:00:00Z", "-0001-01-01T00:00:00Z", "tomorrow")) {
      assertThat(faults(start + other + "\"}", UpdateConversation.class))
          .containsExactly(new FieldError("snoozedUntil", "must be an RFC 3339 time in UTC"));
    }
  }

  @Test
  void contentIsMeasuredInUtf16Units() {
    String emoji = "😀".repeat(4_000);

    assertThat(send(emoji).content()).hasSize(8_000);
    assertThatThrownBy(() -> send(emoji + "x"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.code()).isEqualTo(ProblemCode.TOO_LARGE));
  }

  @Test
  void aBodyThatIsNoObjectIsRefused() {
    assertThat(faults("[]", SendMessage.class))
        .containsExactly(new FieldError("", "must be an object"));
  }

  private static SendMessage send(String content) {
    return read(
        "{\"conversationId\":\""
            + ID
            + "\",\"clientMessageId\":\""
            + UUID.randomUUID()
            + "\",\"content\":\""
            + content
            + "\"}",
        SendMessage.class);
  }

  private static <T extends Record> T read(String json, Class<T> type) {
    return WireJson.readRequest(Buffer.buffer(json), type);
  }

  private static List<FieldError> faults(String json, Class<? extends Record> type) {
    try {
      throw new AssertionError("Was read: " + read(json, type));
    } catch (ProblemException refused) {
      assertThat(refused.code()).isEqualTo(ProblemCode.INVALID_REQUEST);
      return refused.problem("").errors();
    }
  }
}
