package dev.campfire.bridge.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.campfire.bridge.core.Frames;
import dev.campfire.bridge.socket.ClientFrame.Body;
import dev.campfire.bridge.socket.ClientFrame.Malformed;
import dev.campfire.bridge.socket.ClientFrame.Publish;
import dev.campfire.bridge.socket.ClientFrame.Register;
import dev.campfire.bridge.socket.ClientFrame.Send;
import dev.campfire.bridge.socket.ClientFrame.Unreadable;
import dev.campfire.bridge.socket.ClientFrame.Unregister;
import dev.campfire.host.json.StrictJson;
import dev.campfire.testkit.Corpus;
import io.vertx.core.buffer.Buffer;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Bytes that claim to be a frame: understood exactly as the strict reader of bodies, which goes
 * another way, says that they read. Two readers that differ are how one thing is checked and
 * another done.
 */
public class FrameReaderFuzzTest {

  @TestFactory
  Stream<DynamicTest> aFrameIsUnderstoodAsTheReaderOfBodiesReadsIt() {
    return Corpus.of(getClass(), FrameReaderFuzzTest::fuzzerTestOneInput);
  }

  private static final UUID ID = new UUID(1, 2);

  public static void fuzzerTestOneInput(byte[] bytes) throws StrictJson.Unreadable {
    ClientFrame frame = FrameReader.read(Buffer.buffer(bytes));

    JsonNode read;
    try {
      read = StrictJson.parse(bytes);
    } catch (StrictJson.Unreadable refused) {
      assertThat(frame).isEqualTo(new Unreadable("invalid_json"));
      return;
    }
    if (read instanceof ObjectNode fields) {
      check(frame, fields);
    } else {
      assertThat(frame).isEqualTo(new Unreadable("invalid_json"));
    }
  }

  private static void check(ClientFrame frame, ObjectNode fields) throws StrictJson.Unreadable {
    String address = fields.path("address").textValue();
    String replyAddress = fields.path("replyAddress").textValue();
    if (frame instanceof Send send) {
      assertThat(fields.path("type").textValue()).isEqualTo("send");
      assertThat(send.address()).isEqualTo(address).isNotNull();
      assertThat(send.replyAddress()).isEqualTo(replyAddress);
      assertThat(replyAddress == null || replyAddress.length() <= 36).isTrue();
      check(send.body(), fields.path("body"));
    } else if (frame instanceof Malformed malformed) {
      assertThat(fields.path("type").textValue()).isEqualTo("send");
      assertThat(malformed.address()).isEqualTo(address);
      assertThat(malformed.replyAddress()).isEqualTo(replyAddress);
    } else {
      assertThat(frame).isEqualTo(withoutBody(fields.path("type").textValue(), address));
    }
    if (address != null) {
      Buffer told = Frames.refused(address, 404, "{}");
      assertThat(StrictJson.parse(told.getBytes()).path("address").textValue()).isEqualTo(address);
    }
  }

  private static ClientFrame withoutBody(String type, String address) {
    if (type == null) {
      return new Unreadable("missing_type");
    }
    return switch (type) {
      case "ping" -> new ClientFrame.Ping();
      case "publish", "register", "unregister", "send" ->
          address == null ? new Unreadable("missing_address") : addressed(type, address);
      default -> new Unreadable("invalid_type");
    };
  }

  private static ClientFrame addressed(String type, String address) {
    return switch (type) {
      case "publish" -> new Publish(address);
      case "register" -> new Register(address);
      case "unregister" -> new Unregister(address);
      default -> throw new AssertionError("a send with an address is a Send or Malformed");
    };
  }

  private static void check(Body body, JsonNode expected) throws StrictJson.Unreadable {
    if (!(expected instanceof ObjectNode fields)) {
      assertThat(body).isNull();
      return;
    }
    assertThat(StrictJson.parse(body.json().getBytes())).isEqualTo(fields);
    assertThat(body.conversationId()).isEqualTo(fields.path("conversationId").textValue());
    assertThat(body.hasId()).isEqualTo(fields.has("id"));
    assertThat(body.hasMessage()).isEqualTo(fields.has("message"));
    if (!body.hasId()) {
      ObjectNode named = fields.deepCopy().put("id", ID.toString());
      assertThat(StrictJson.parse(body.withId(ID).json().getBytes())).isEqualTo(named);
    }
  }
}
