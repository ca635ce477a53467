package dev.campfire.identity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * A signed token taken apart (RFC 7515 section 7.1), its signature not yet checked.
 *
 * <p>Read more strictly than vertx-auth-jwt reads it: exactly three segments in canonical base64url
 * without padding, UTF-8, one JSON object each without a duplicate key. Whole numbers are {@link
 * Long}, texts {@link String}; whatever else stands there is {@link #OTHER}, since no claim of ours
 * is of another type.
 */
record CompactJwt(Map<String, Object> header, Map<String, Object> claims) {

  static final Object OTHER = new Object();

  /** Ours have some 700 characters. */
  private static final int MAX_LENGTH = 4_096;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(8).maxNumberLength(20).build())
          .build();

  /** Fails with {@link InvalidToken}. */
  static CompactJwt read(String token) {
    if (token.length() > MAX_LENGTH) {
      throw new InvalidToken("too long");
    }
    String[] segments = token.split("\\.", -1);
    if (segments.length != 3) {
      throw new InvalidToken("not three segments");
    }
    bytes(segments[2]);
    return new CompactJwt(object(segments[0]), object(segments[1]));
  }

  /** The text under a key; fails with {@link InvalidToken} if there is none. */
  static String text(Map<String, Object> object, String key) {
    if (object.get(key) instanceof String text) {
      return text;
    }
    throw new InvalidToken(key + " is no text");
  }

  private static Map<String, Object> object(String segment) {
    try (JsonParser parser = JSON.createParser(utf8(bytes(segment)))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new InvalidToken("no JSON object");
      }
      var object = new HashMap<String, Object>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        object.put(parser.currentName(), value(parser));
      }
      if (parser.nextToken() != null) {
        throw new InvalidToken("more than one JSON object");
      }
      return object;
    } catch (IOException malformed) {
      throw new InvalidToken("malformed JSON");
    }
  }

  private static Object value(JsonParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    if (token == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      return parser.getLongValue();
    }
    parser.skipChildren();
    return OTHER;
  }

  private static byte[] bytes(String segment) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(segment);
      if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(segment)) {
        return bytes;
      }
    } catch (IllegalArgumentException notBase64) {
      // The same answer as below.
    }
    throw new InvalidToken("not canonical base64url");
  }

  private static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new InvalidToken("not UTF-8");
    }
  }
}
