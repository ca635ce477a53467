package dev.campfire.host.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.schema.Change;
import dev.campfire.contract.schema.OrNull;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/** The one form in which records are written, and the strict way in which requests are read. */
public final class WireJson {
  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule().addSerializer(Instant.class, new TimeWriter()))
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .annotationIntrospector(new NullsWhereDeclared())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          // An emoji as its four bytes, not as two escapes of six.
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .build();

  private WireJson() {}

  public static Buffer write(Object record) {
    try {
      return Buffer.buffer(MAPPER.writeValueAsBytes(record));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write a " + record.getClass().getName(), e);
    }
  }

  public static String writeText(Object record) {
    try {
      return MAPPER.writeValueAsString(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write a " + record.getClass().getName(), e);
    }
  }

  /**
   * Reads a stranger's request.
   *
   * @throws ProblemException {@code invalid_request} or {@code too_large}
   */
  public static <T extends Record> T readRequest(Buffer json, Class<T> type) {
    try {
      return RecordReader.read(StrictJson.parse(json.getBytes()), type);
    } catch (StrictJson.Unreadable e) {
      throw ProblemException.invalid("", e.getMessage());
    }
  }

  /** Reads what another part of Campfire wrote; a key that we do not know is a newer version's. */
  public static <T> T readTrusted(Buffer json, Class<T> type) {
    try {
      return MAPPER.readValue(json.getBytes(), type);
    } catch (IOException e) {
      throw new IllegalStateException("Not a " + type.getName(), e);
    }
  }

  public static <T> T readTrusted(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (IOException e) {
      throw new IllegalStateException("Not a " + type.getName(), e);
    }
  }

  /**
   * Reads an event.
   *
   * @return null if it is of a kind that the type does not have
   */
  public static <T> T readEvent(Buffer json, Class<T> type) {
    try {
      return MAPPER
          .readerFor(type)
          .without(DeserializationFeature.FAIL_ON_INVALID_SUBTYPE)
          .readValue(json.getBytes());
    } catch (IOException e) {
      throw new IllegalStateException("Not a " + type.getName(), e);
    }
  }

  /** RFC 3339 in UTC with exactly three decimals, so that times sort as text. */
  private static final class TimeWriter extends StdSerializer<Instant> {
    @java.io.Serial private static final long serialVersionUID = 1;

    TimeWriter() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(MILLISECONDS.format(value));
    }
  }

  /**
   * An absent value has no key, but for what is declared to say null. A {@link Change} says both:
   * absent it has no key, and a change to nothing is a null.
   */
  private static final class NullsWhereDeclared extends JacksonAnnotationIntrospector {
    @java.io.Serial private static final long serialVersionUID = 1;

    @Override
    public JsonInclude.Value findPropertyInclusion(Annotated annotated) {
      return annotated.hasAnnotation(OrNull.class) && annotated.getRawType() != Change.class
          ? JsonInclude.Value.construct(JsonInclude.Include.ALWAYS, JsonInclude.Include.ALWAYS)
          : super.findPropertyInclusion(annotated);
    }
  }
}
