package dev.campfire.host.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.campfire.contract.Problem.FieldError;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.id.Ids;
import dev.campfire.contract.schema.Change;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Binds JSON to records and says everything that is wrong at once: each unknown, missing or wrong
 * field with its path. Nothing is converted: {@code "1"} is no number.
 */
public final class RecordReader {
  private static final Map<Class<?>, Constructor<?>> CONSTRUCTORS = new ConcurrentHashMap<>();
  private static final Pattern SPAN = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  /** RFC 3339 section 1: years have four digits. Others, PostgreSQL could not store. */
  private static final Instant YEAR_0 = Instant.parse("0000-01-01T00:00:00Z");

  private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

  private final List<FieldError> errors = new ArrayList<>();
  private String tooLarge;

  private RecordReader() {}

  /**
   * @throws ProblemException {@code invalid_request} with each field at fault, or {@code too_large}
   */
  public static <T extends Record> T read(JsonNode node, Class<T> type) {
    RecordReader reader = new RecordReader();
    Object record = reader.struct(node, Shape.of(type), "");
    if (!reader.errors.isEmpty()) {
      throw ProblemException.invalid(reader.errors);
    }
    if (reader.tooLarge != null) {
      throw ProblemException.of(ProblemCode.TOO_LARGE, reader.tooLarge);
    }
    return type.cast(record);
  }

  private <T> T fault(String path, String message) {
    errors.add(new FieldError(path, message));
    return null;
  }

  private Object struct(JsonNode node, Shape.Struct shape, String path) {
    if (!node.isObject()) {
      return fault(path, "must be an object");
    }
    int before = errors.size();
    Set<String> unknown = new HashSet<>();
    node.fieldNames().forEachRemaining(unknown::add);
    Object[] values = new Object[shape.fields().size()];
    for (int i = 0; i < values.length; i++) {
      Shape.Field field = shape.fields().get(i);
      unknown.remove(field.name());
      values[i] = field(node.get(field.name()), field, join(path, field.name()));
    }
    for (String name : unknown) {
      fault(join(path, shorten(name)), "is not a known field");
    }
    return errors.size() > before ? null : construct(shape.type(), values, path);
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** A stranger's key; half of a surrogate pair would be no text. */
  private static String shorten(String name) {
    int end = Math.min(name.length(), 60);
    if (end < name.length() && Character.isHighSurrogate(name.charAt(end - 1))) {
      end--;
    }
    return end == name.length() ? name : name.substring(0, end) + "…";
  }

  private Object field(JsonNode node, Shape.Field field, String path) {
    if (node == null) {
      return field.optional() ? null : fault(path, "is required");
    }
    Object value = node.isNull() && field.orNull() ? null : value(node, field.shape(), path);
    return field.isChange() ? new Change<>(value) : value;
  }

  private Object value(JsonNode node, Shape shape, String path) {
    if (shape instanceof Shape.Str text) {
      return node.isTextual() ? text(node.textValue(), text, path) : fault(path, "must be a text");
    } else if (shape instanceof Shape.Bool) {
      return node.isBoolean() ? node.booleanValue() : fault(path, "must be true or false");
    } else if (shape instanceof Shape.Whole whole) {
      return whole(node, whole, path);
    } else if (shape instanceof Shape.Real) {
      return node.isNumber() ? node.doubleValue() : fault(path, "must be a number");
    } else if (shape instanceof Shape.Id id) {
      return id(node, id, path);
    } else if (shape instanceof Shape.OneOf oneOf) {
      Enum<?> constant = node.isTextual() ? oneOf.constants().get(node.textValue()) : null;
      return constant != null
          ? constant
          : fault(path, "must be one of " + String.join(", ", oneOf.constants().keySet()));
    } else if (shape instanceof Shape.Time) {
      return time(node, path);
    } else if (shape instanceof Shape.Span) {
      return span(node, path);
    } else if (shape instanceof Shape.ListOf list) {
      return list(node, list, path);
    } else if (shape instanceof Shape.Struct struct) {
      return struct(node, struct, path);
    }
    throw new IllegalArgumentException("Requests have no " + shape);
  }

  private Object text(String text, Shape.Str shape, String path) {
    if (shape.text() == null) {
      return text;
    }
    if (text.length() > shape.text().max()) {
      String message = "must be at most " + shape.text().max() + " characters (UTF-16 units)";
      if (!shape.text().tooLarge()) {
        return fault(path, message);
      }
      tooLarge = "`" + path + "` " + message + ".";
    }
    if (!shape.text().blank() && text.isBlank()) {
      return fault(path, "must not be blank");
    }
    return text;
  }

  private Object whole(JsonNode node, Shape.Whole shape, String path) {
    if (!node.isIntegralNumber()) {
      return fault(path, "must be a whole number");
    }
    long min = shape.range() == null ? Integer.MIN_VALUE : shape.range().min();
    long max = shape.range() == null ? Integer.MAX_VALUE : shape.range().max();
    if (!node.canConvertToLong() || node.longValue() < min || node.longValue() > max) {
      return fault(path, "must be between " + min + " and " + max);
    }
    boolean isInt = shape.type() == int.class || shape.type() == Integer.class;
    return isInt ? (Object) node.intValue() : (Object) node.longValue();
  }

  private Object id(JsonNode node, Shape.Id shape, String path) {
    if (!node.isTextual()) {
      return fault(path, "must be a lowercase UUID");
    }
    try {
      UUID id = Ids.parse(node.textValue());
      return shape.type() == UUID.class ? id : construct(shape.type(), new Object[] {id}, path);
    } catch (IllegalArgumentException e) {
      return fault(path, "must be a lowercase UUID");
    }
  }

  private Object time(JsonNode node, String path) {
    try {
      Instant time = Instant.parse(node.asText());
      if (!time.isBefore(YEAR_0) && time.isBefore(YEAR_10000)) {
        return time;
      }
    } catch (DateTimeParseException noTime) {
      // As one of a year that RFC 3339 cannot write.
    }
    return fault(path, "must be an RFC 3339 time in UTC");
  }

  private Object span(JsonNode node, String path) {
    Matcher matcher = SPAN.matcher(node.asText());
    if (!matcher.matches()) {
      return fault(path, "must be a length of time such as 250ms, 2s, 15m, 1h or 30d");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private Object list(JsonNode node, Shape.ListOf shape, String path) {
    if (!node.isArray()) {
      return fault(path, "must be a list");
    }
    if (shape.items() != null && node.size() > shape.items().max()) {
      return fault(path, "must have at most " + shape.items().max() + " items");
    }
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      items.add(value(node.get(i), shape.item(), path + "[" + i + "]"));
    }
    return items.contains(null) ? null : List.copyOf(items);
  }

  private Object construct(Class<?> type, Object[] values, String path) {
    try {
      return CONSTRUCTORS
          .computeIfAbsent(type, RecordReader::canonicalConstructor)
          .newInstance(values);
    } catch (InvocationTargetException e) {
      // The record's own rule, its message names the key.
      return fault(path, e.getCause().getMessage());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot make a " + type.getName(), e);
    }
  }

  private static Constructor<?> canonicalConstructor(Class<?> type) {
    Class<?>[] parameters =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(parameters);
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
