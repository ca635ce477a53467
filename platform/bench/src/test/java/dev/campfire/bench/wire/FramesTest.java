package dev.campfire.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.bench.wire.Frames.Received;
import dev.campfire.contract.id.ClientMessageId;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.messaging.ReadHistory;
import dev.campfire.contract.messaging.SendMessage;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FramesTest {
  private static final UUID ID = new UUID(0x0123456789abcdefL, 0x8123456789abcdefL);

  private static Received read(String json) {
    return Frames.read(json.getBytes(StandardCharsets.UTF_8));
  }

  private static RequestFailure refusal(String json) {
    return ((Received.Refusal) read(json)).failure();
  }

  @Test
  void writesASendAsTheBridgeReadsIt() {
    SendMessage body =
        new SendMessage(new ConversationId(ID), new ClientMessageId(ID), "hi \"you\"");

    assertThat(Frames.send("messaging.send", "r1", body))
        .isEqualTo(
            "{\"type\":\"send\",\"address\":\"messaging.send\",\"replyAddress\":\"r1\",\"body\":"
                + "{\"conversationId\":\"01234567-89ab-cdef-8123-456789abcdef\","
                + "\"clientMessageId\":\"01234567-89ab-cdef-8123-456789abcdef\","
                + "\"content\":\"hi \\\"you\\\"\"}}");
  }

  @Test
  void leavesOutWhatIsAbsentSinceAnUndeclaredNullIsRefused() {
    assertThat(
            Frames.send(
                "messaging.history", "r1", new ReadHistory(new ConversationId(ID), null, 0L, 200)))
        .doesNotContain("beforeSeq")
        .contains("\"afterSeq\":0,\"limit\":200");
  }

  @Test
  void readsARepliedBody() {
    Received received = read("{\"type\":\"rec\",\"address\":\"r7\",\"body\":{\"a\":1}}");

    assertThat(received)
        .isInstanceOfSatisfying(
            Received.Delivery.class,
            delivery -> {
              assertThat(delivery.address()).isEqualTo("r7");
              assertThat(delivery.body().get("a").asInt()).isEqualTo(1);
            });
  }

  @Test
  void readsTheProblemOutOfARefusal() {
    RequestFailure failure =
        refusal(
            "{\"type\":\"err\",\"address\":\"r7\",\"failureCode\":429,"
                + "\"failureType\":\"RECIPIENT_FAILURE\",\"message\":\"{\\\"code\\\":"
                + "\\\"rate_limited\\\",\\\"retryable\\\":true,\\\"retryAfterMs\\\":300}\"}");

    assertThat(failure.code()).isEqualTo("rate_limited");
    assertThat(failure.isRepeatable()).isTrue();
    assertThat(failure.retryAfterMs()).isEqualTo(300);
  }

  @Test
  void doesNotRepeatWhatTheProblemCallsFinal() {
    assertThat(
            refusal(
                    "{\"type\":\"err\",\"address\":\"r7\",\"failureCode\":404,\"message\":"
                        + "\"{\\\"code\\\":\\\"not_found\\\",\\\"retryable\\\":false}\"}")
                .isRepeatable())
        .isFalse();
  }

  @Test
  void tellsARefusalWithoutAProblemByItsStatus() {
    assertThat(
            refusal(
                    "{\"type\":\"err\",\"address\":\"r7\",\"failureCode\":-1,"
                        + "\"message\":\"Timed out\"}")
                .code())
        .isEqualTo("status_-1");
  }

  @Test
  void readsAPong() {
    assertThat(read("{\"type\":\"pong\"}")).isInstanceOf(Received.Pong.class);
  }

  @Test
  void callsUnreadableWhatTheProtocolDoesNotKnow() {
    assertThat(read("{\"type\":\"err\",\"body\":\"rejected\"}"))
        .isEqualTo(new Received.Unreadable("an err without an address: rejected"));
    assertThat(read("{\"type\":\"rec\",\"address\":\"r1\"}"))
        .isInstanceOf(Received.Unreadable.class);
    assertThat(read("{\"type\":\"message\"}")).isInstanceOf(Received.Unreadable.class);
    assertThat(read("[]")).isInstanceOf(Received.Unreadable.class);
    assertThat(read("o")).isInstanceOf(Received.Unreadable.class);
    assertThat(read("")).isInstanceOf(Received.Unreadable.class);
  }
}
