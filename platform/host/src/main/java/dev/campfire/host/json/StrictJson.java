package dev.campfire.host.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads JSON text from strangers. More is refused than RFC 8259 demands: a duplicate key (two
 * readers would see two values), depth over 16, U+0000 (PostgreSQL cannot hold it), lone surrogates
 * (not Unicode text), and every encoding but UTF-8.
 */
public final class StrictJson {
  /** The deepest nesting of objects and arrays. */
  public static final int MAX_DEPTH = 16;

  private static final ObjectReader READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(40)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build()
          .reader();

  private StrictJson() {}

  /** What is wrong with a text, in words for whoever sent it. */
  public static final class Unreadable extends Exception {
    @java.io.Serial private static final long serialVersionUID = 1;

    Unreadable(String reason) {
      super(reason, null, false, false);
    }
  }

  public static JsonNode parse(byte[] utf8) throws Unreadable {
    try (JsonParser parser = READER.getFactory().createParser(decode(utf8))) {
      JsonNode node = READER.readTree(parser);
      if (node == null || node.isMissingNode()) {
        throw new Unreadable("is empty");
      }
      if (parser.nextToken() != null) {
        throw new Unreadable("is followed by more than one JSON value");
      }
      checkText(node);
      return node;
    } catch (JsonProcessingException e) {
      throw new Unreadable(reason(e));
    } catch (IOException e) {
      throw new Unreadable("is not JSON in UTF-8");
    }
  }

  /** By itself the parser would take UTF-16, UTF-32 and a byte order mark too. */
  private static String decode(byte[] utf8) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
  }

  private static String reason(JsonProcessingException e) {
    String message = String.valueOf(e.getOriginalMessage());
    if (message.startsWith("Duplicate field")) {
      return "has a duplicate key";
    }
    if (message.contains("nesting depth")) {
      return "is nested deeper than " + MAX_DEPTH;
    }
    return "is not JSON";
  }

  private static void checkText(JsonNode node) throws Unreadable {
    if (node.isTextual()) {
      checkText(node.textValue());
    } else if (node.isArray()) {
      for (JsonNode item : node) {
        checkText(item);
      }
    } else if (node.isObject()) {
      for (var property : node.properties()) {
        checkText(property.getKey());
        checkText(property.getValue());
      }
    }
  }

  private static void checkText(String text) throws Unreadable {
    String fault = fault(text);
    if (fault != null) {
      throw new Unreadable(fault);
    }
  }

  /** What makes a text no storable Unicode, or null. */
  public static String fault(String text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit == 0) {
        return "contains U+0000";
      }
      if (Character.isSurrogate(unit)) {
        boolean paired =
            Character.isHighSurrogate(unit)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!paired) {
          return "contains a lone surrogate";
        }
        i++;
      }
    }
    return null;
  }
}
