package dev.campfire.host.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.campfire.contract.schema.Change;
import dev.campfire.contract.schema.Items;
import dev.campfire.contract.schema.Optional;
import dev.campfire.contract.schema.OrNull;
import dev.campfire.contract.schema.Range;
import dev.campfire.contract.schema.Text;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The shape that a Java type has on the wire. One description serves the reader of requests, the
 * configuration and the printers of the contract, so that they cannot disagree.
 */
public sealed interface Shape {

  record Bool() implements Shape {}

  /** A text; {@code text} is null when nothing but the body bounds it. */
  record Str(Text text) implements Shape {}

  /** An RFC 3339 instant in UTC. */
  record Time() implements Shape {}

  /** A length of time in the configuration: {@code 250ms}, {@code 2s}, {@code 15m}, {@code 30d}. */
  record Span() implements Shape {}

  /** An id; {@code type} is {@link UUID} or a record around one. */
  record Id(Class<?> type) implements Shape {}

  record Whole(Range range, Class<?> type) implements Shape {}

  record Real() implements Shape {}

  /** One of a closed list; the keys are the names on the wire. */
  record OneOf(Class<?> type, Map<String, Enum<?>> constants) implements Shape {}

  /** A list; {@code items} is null when nothing but the body bounds it. */
  record ListOf(Shape item, Items items) implements Shape {}

  /** An object with declared keys. */
  record Struct(Class<? extends Record> type, List<Field> fields) implements Shape {}

  /** An object told apart by its {@code type}. */
  record Union(Class<?> type, Map<String, Struct> cases) implements Shape {}

  /**
   * @param optional whether the key may be absent
   * @param orNull whether the value may be null
   * @param isChange whether the component is a {@link Change}, which tells null from absent
   */
  record Field(String name, Shape shape, boolean optional, boolean orNull, boolean isChange) {}

  /** The shape of a record. */
  static Struct of(Class<? extends Record> type) {
    Struct known = Cache.STRUCTS.get(type);
    if (known == null) {
      known = struct(type);
      Cache.STRUCTS.put(type, known);
    }
    return known;
  }

  /** The shape of a record or of a sealed interface of records with a {@code type}. */
  static Shape ofType(Class<?> type) {
    JsonSubTypes cases = type.getAnnotation(JsonSubTypes.class);
    if (cases == null) {
      return of(type.asSubclass(Record.class));
    }
    Map<String, Struct> structs = new LinkedHashMap<>();
    for (JsonSubTypes.Type subtype : cases.value()) {
      String name = subtype.value().getAnnotation(JsonTypeName.class).value();
      structs.put(name, of(subtype.value().asSubclass(Record.class)));
    }
    return new Union(type, structs);
  }

  private static Struct struct(Class<? extends Record> type) {
    List<Field> fields = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      fields.add(
          new Field(
              component.getName(),
              ofComponent(component.getGenericType(), component),
              component.isAnnotationPresent(Optional.class),
              component.isAnnotationPresent(OrNull.class),
              component.getType() == Change.class));
    }
    return new Struct(type, List.copyOf(fields));
  }

  private static Shape ofComponent(Type type, RecordComponent component) {
    if (type instanceof ParameterizedType generic) {
      Shape argument = ofComponent(generic.getActualTypeArguments()[0], component);
      return generic.getRawType() == List.class
          ? new ListOf(argument, component.getAnnotation(Items.class))
          : argument;
    }
    Class<?> raw = (Class<?>) type;
    if (raw == String.class) {
      return new Str(component.getAnnotation(Text.class));
    } else if (raw == boolean.class || raw == Boolean.class) {
      return new Bool();
    } else if (raw == int.class || raw == Integer.class || raw == long.class || raw == Long.class) {
      return new Whole(component.getAnnotation(Range.class), raw);
    } else if (raw == double.class || raw == Double.class) {
      return new Real();
    } else if (raw == Instant.class) {
      return new Time();
    } else if (raw == Duration.class) {
      return new Span();
    } else if (raw == UUID.class) {
      return new Id(raw);
    } else if (raw.isEnum()) {
      return oneOf(raw);
    } else if (isId(raw)) {
      return new Id(raw);
    } else if (raw.isRecord()) {
      return of(raw.asSubclass(Record.class));
    }
    throw new IllegalArgumentException("No wire form for " + type + " of " + component);
  }

  private static boolean isId(Class<?> type) {
    return type.isRecord()
        && type.getRecordComponents().length == 1
        && type.getRecordComponents()[0].getType() == UUID.class;
  }

  private static OneOf oneOf(Class<?> type) {
    Map<String, Enum<?>> constants = new LinkedHashMap<>();
    for (Object constant : type.getEnumConstants()) {
      Enum<?> value = (Enum<?>) constant;
      try {
        JsonProperty name = type.getField(value.name()).getAnnotation(JsonProperty.class);
        constants.put(name == null ? value.name() : name.value(), value);
      } catch (NoSuchFieldException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
    return new OneOf(type, constants);
  }

  /** Shapes are asked for on every request and never change. */
  final class Cache {
    private static final Map<Class<?>, Struct> STRUCTS = new ConcurrentHashMap<>();

    private Cache() {}
  }
}
