package dev.campfire.bridge.socket;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.campfire.bridge.socket.ClientFrame.Body;
import dev.campfire.host.json.StrictJson;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads frames as strictly as {@link StrictJson} reads bodies, before anything else looks at them.
 * The body is cut out as text: it is read once more where the command is served, and in between a
 * number must not become another.
 */
final class FrameReader {
  private static final ClientFrame INVALID_JSON = new ClientFrame.Unreadable("invalid_json");

  /** As the stock client makes them: a UUID. */
  private static final int REPLY_ADDRESS_LENGTH = 36;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // Keys are a stranger's: they are not to fill a table that all parsers share.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(StrictJson.MAX_DEPTH)
                  .maxNumberLength(40)
                  .build())
          .build();

  private final String text;
  private final JsonParser parser;
  private Value type = Value.ABSENT;
  private Value address = Value.ABSENT;
  private Value replyAddress = Value.ABSENT;
  private Body body;

  private FrameReader(String text, JsonParser parser) {
    this.text = text;
    this.parser = parser;
  }

  /** Whatever the bytes are, an answer: this throws nothing. */
  static ClientFrame read(Buffer bytes) {
    try {
      String text = decode(bytes);
      try (JsonParser parser = JSON.createParser(text)) {
        return new FrameReader(text, parser).read();
      }
    } catch (IOException notJson) {
      return INVALID_JSON;
    }
  }

  private static String decode(Buffer bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(bytes.getBytes()))
        .toString();
  }

  /** The text of a field of the envelope. */
  private record Value(boolean isAbsent, String text) {
    static final Value ABSENT = new Value(true, null);
    static final Value WRONG = new Value(false, null);

    static Value of(String text) {
      return new Value(false, text);
    }
  }

  private static final class NotStorable extends IOException {
    @java.io.Serial private static final long serialVersionUID = 1;
  }

  private ClientFrame read() throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return INVALID_JSON;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = checked(parser.currentName());
      JsonToken token = parser.nextToken();
      switch (name) {
        case "type" -> type = value(token);
        case "address" -> address = value(token);
        case "replyAddress" -> replyAddress = value(token);
        case "body" -> body = body(token);
        default -> skip(token);
      }
    }
    return parser.nextToken() == null ? frame() : INVALID_JSON;
  }

  private Value value(JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_STRING) {
      return Value.of(checked(parser.getText()));
    }
    skip(token);
    return token == JsonToken.VALUE_NULL ? Value.ABSENT : Value.WRONG;
  }

  private Body body(JsonToken token) throws IOException {
    if (token != JsonToken.START_OBJECT) {
      skip(token);
      return null;
    }
    int start = (int) parser.currentTokenLocation().getCharOffset();
    String conversationId = null;
    boolean hasId = false;
    boolean hasMessage = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = checked(parser.currentName());
      JsonToken value = parser.nextToken();
      if (name.equals("conversationId") && value == JsonToken.VALUE_STRING) {
        conversationId = checked(parser.getText());
      } else {
        hasId |= name.equals("id");
        hasMessage |= name.equals("message");
        skip(value);
      }
    }
    int end = (int) parser.currentLocation().getCharOffset();
    return new Body(Buffer.buffer(text.substring(start, end)), conversationId, hasId, hasMessage);
  }

  /** Passes over a value, and looks at every text in it. */
  private void skip(JsonToken first) throws IOException {
    int depth = 0;
    for (JsonToken token = first; ; token = parser.nextToken()) {
      switch (token) {
        case START_OBJECT, START_ARRAY -> depth++;
        case END_OBJECT, END_ARRAY -> depth--;
        case FIELD_NAME -> checked(parser.currentName());
        case VALUE_STRING -> checked(parser.getText());
        default -> {}
      }
      if (depth == 0) {
        return;
      }
    }
  }

  private static String checked(String text) throws NotStorable {
    if (StrictJson.fault(text) != null) {
      throw new NotStorable();
    }
    return text;
  }

  private ClientFrame frame() {
    if (type.text == null) {
      return new ClientFrame.Unreadable("missing_type");
    }
    return switch (type.text) {
      case "ping" -> new ClientFrame.Ping();
      case "send" -> send();
      case "publish", "register", "unregister" -> addressed();
      default -> new ClientFrame.Unreadable("invalid_type");
    };
  }

  private ClientFrame addressed() {
    if (address.text == null) {
      return new ClientFrame.Unreadable("missing_address");
    }
    return switch (type.text) {
      case "publish" -> new ClientFrame.Publish(address.text);
      case "register" -> new ClientFrame.Register(address.text);
      default -> new ClientFrame.Unregister(address.text);
    };
  }

  private ClientFrame send() {
    if (address.text == null) {
      return replyAddress.text == null
          ? new ClientFrame.Unreadable("missing_address")
          : malformed("address", "must be a text");
    }
    if (replyAddress.text == null && !replyAddress.isAbsent) {
      return malformed("replyAddress", "must be a text");
    }
    if (replyAddress.text != null && replyAddress.text.length() > REPLY_ADDRESS_LENGTH) {
      return malformed("replyAddress", "must be at most " + REPLY_ADDRESS_LENGTH + " characters");
    }
    return new ClientFrame.Send(address.text, replyAddress.text, body);
  }

  private ClientFrame malformed(String field, String message) {
    return new ClientFrame.Malformed(replyAddress.text, address.text, field, message);
  }
}
