package dev.campfire.testkit.print;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.campfire.contract.Problem;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.schema.Text;
import dev.campfire.host.json.Shape;
import dev.campfire.host.json.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The JSON Schemas (2020-12; of it what draft 7 has too) of records and of all that is in them,
 * each under the name that its TypeScript type has.
 *
 * <p>What clients send has declared keys only; what they receive may have more, since a reader
 * ignores what it does not know. A record that goes both ways has two schemas, the one of requests
 * with {@code Request} behind its name.
 */
public final class Schemas {
  private static final String UUID_PATTERN =
      "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";

  private static final String TIME_PATTERN =
      "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$";

  /** A unit that {@link Character#isWhitespace} does not hold for: other engines' \S differ. */
  static final String NOT_BLANK =
      "[^\\u0009-\\u000D\\u001C-\\u0020\\u1680\\u2000-\\u2006\\u2008-\\u200A\\u2028\\u2029\\u205F\\u3000]";

  /** The keyword for the bound that JSON Schema cannot say: it counts code points. */
  public static final String UTF16_UNITS = "x-maxUtf16Units";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Descriptions descriptions;
  private final Set<Class<?>> received = new LinkedHashSet<>();
  private final Map<String, ObjectNode> components = new TreeMap<>();
  private final Map<String, Class<?>> names = new TreeMap<>();

  /** The schemas alone, to check by: without descriptions and examples. */
  public static Schemas bare(
      Collection<? extends Class<?>> requests, Collection<? extends Class<?>> replies) {
    return new Schemas(requests, replies, null);
  }

  /**
   * @param requests what clients send
   * @param replies what clients receive: records, and sealed interfaces of them
   */
  public Schemas(
      Collection<? extends Class<?>> requests,
      Collection<? extends Class<?>> replies,
      Descriptions descriptions) {
    this.descriptions = descriptions;
    replies.forEach(type -> collect(Shape.ofType(type)));
    replies.forEach(this::reply);
    requests.forEach(this::request);
  }

  private void collect(Shape shape) {
    if (shape instanceof Shape.Struct struct && received.add(struct.type())) {
      struct.fields().forEach(field -> collect(field.shape()));
    } else if (shape instanceof Shape.ListOf list) {
      collect(list.item());
    } else if (shape instanceof Shape.Union union) {
      union.cases().values().forEach(this::collect);
    }
  }

  /** The name of a type: with the types around it, as in TypeScript. */
  public static String name(Class<?> type) {
    Class<?> enclosing = type.getEnclosingClass();
    return enclosing == null ? type.getSimpleName() : name(enclosing) + type.getSimpleName();
  }

  /** A reference to the schema of what clients send. */
  public ObjectNode request(Class<?> type) {
    return schema(Shape.ofType(type), true);
  }

  /** A reference to the schema of what clients receive. */
  public ObjectNode reply(Class<?> type) {
    return schema(Shape.ofType(type), false);
  }

  /** Every schema by its name. */
  public ObjectNode components() {
    ObjectNode all = JSON.objectNode();
    components.forEach(all::set);
    return all;
  }

  private ObjectNode reference(Class<?> type, boolean isRequest) {
    String name = name(type);
    return JSON.objectNode()
        .put(
            "$ref",
            "#/components/schemas/"
                + (isRequest && received.contains(type) ? name + "Request" : name));
  }

  private boolean isNew(ObjectNode reference, Class<?> type) {
    String name = componentName(reference);
    Class<?> known = names.putIfAbsent(name, type);
    if (known != null && known != type) {
      throw new IllegalStateException(
          known.getName() + " and " + type.getName() + " are both " + name);
    }
    return known == null;
  }

  private static String componentName(ObjectNode reference) {
    String path = reference.get("$ref").textValue();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private ObjectNode schema(Shape shape, boolean isRequest) {
    if (shape instanceof Shape.Str text) {
      return text(text.text());
    } else if (shape instanceof Shape.Bool) {
      return type("boolean");
    } else if (shape instanceof Shape.Whole whole) {
      return whole(whole, isRequest);
    } else if (shape instanceof Shape.Real) {
      return type("number");
    } else if (shape instanceof Shape.Id) {
      return type("string").put("format", "uuid").put("pattern", UUID_PATTERN);
    } else if (shape instanceof Shape.Time) {
      ObjectNode time = type("string").put("format", "date-time");
      return isRequest ? time : time.put("pattern", TIME_PATTERN);
    } else if (shape instanceof Shape.ListOf list) {
      return list(list, isRequest);
    } else if (shape instanceof Shape.OneOf oneOf) {
      return oneOf(oneOf);
    } else if (shape instanceof Shape.Struct struct) {
      ObjectNode reference = reference(struct.type(), isRequest);
      if (isNew(reference, struct.type())) {
        components.put(componentName(reference), struct(struct, null, isRequest));
      }
      return reference;
    } else if (shape instanceof Shape.Union union) {
      return union(union, isRequest);
    }
    throw new IllegalArgumentException("Not printed: " + shape);
  }

  private static ObjectNode type(String name) {
    return JSON.objectNode().put("type", name);
  }

  private static ObjectNode text(Text bounds) {
    ObjectNode schema = type("string");
    if (bounds != null) {
      schema.put("maxLength", bounds.max()).put(UTF16_UNITS, bounds.max());
      if (!bounds.blank()) {
        schema.put("minLength", 1).put("pattern", NOT_BLANK);
      }
    }
    return schema;
  }

  private static ObjectNode whole(Shape.Whole shape, boolean isRequest) {
    ObjectNode schema = type("integer");
    if (shape.range() != null) {
      schema.put("minimum", shape.range().min()).put("maximum", shape.range().max());
    } else if (isRequest) {
      schema.put("minimum", Integer.MIN_VALUE).put("maximum", Integer.MAX_VALUE);
    }
    return schema;
  }

  private ObjectNode list(Shape.ListOf shape, boolean isRequest) {
    ObjectNode schema = type("array");
    schema.set("items", schema(shape.item(), isRequest));
    if (shape.items() != null) {
      schema.put("maxItems", shape.items().max());
    }
    return schema;
  }

  private ObjectNode oneOf(Shape.OneOf shape) {
    ObjectNode reference = reference(shape.type(), false);
    if (isNew(reference, shape.type())) {
      ObjectNode schema = type("string");
      describe(schema, said(shape.type(), null));
      ArrayNode values = schema.putArray("enum");
      shape.constants().keySet().forEach(values::add);
      components.put(componentName(reference), schema);
    }
    return reference;
  }

  private ObjectNode union(Shape.Union shape, boolean isRequest) {
    ObjectNode reference = reference(shape.type(), isRequest);
    if (isNew(reference, shape.type())) {
      ObjectNode schema = JSON.objectNode();
      components.put(componentName(reference), schema);
      describe(schema, said(shape.type(), null));
      schema.put("discriminator", "type");
      ArrayNode cases = schema.putArray("oneOf");
      shape
          .cases()
          .forEach(
              (name, struct) -> {
                ObjectNode one = reference(struct.type(), isRequest);
                cases.add(one);
                if (isNew(one, struct.type())) {
                  components.put(componentName(one), struct(struct, name, isRequest));
                }
              });
    }
    return reference;
  }

  private ObjectNode struct(Shape.Struct struct, String discriminator, boolean isRequest) {
    ObjectNode schema = type("object");
    describe(schema, said(struct.type(), null));
    ArrayNode required = JSON.arrayNode();
    ObjectNode properties = JSON.objectNode();
    if (discriminator != null) {
      required.add("type");
      properties.set("type", type("string").put("const", discriminator));
    }
    for (Shape.Field field : struct.fields()) {
      if (!field.optional()) {
        required.add(field.name());
      }
      properties.set(field.name(), property(struct.type(), field, isRequest));
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    schema.set("properties", properties);
    if (isRequest) {
      schema.put("additionalProperties", false);
    }
    if (descriptions != null) {
      schema.putArray("examples").add(example(struct.type()));
    }
    return schema;
  }

  /** A record as it goes over the wire, in its full form. */
  public static JsonNode example(Class<? extends Record> type) {
    try {
      return MAPPER.readTree(WireJson.write(Examples.full(type)).getBytes());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private ObjectNode property(Class<?> type, Shape.Field field, boolean isRequest) {
    ObjectNode schema = schema(field.shape(), isRequest);
    if (type == Problem.class) {
      ofProblem(field.name(), schema);
    }
    if (field.orNull()) {
      schema = orNull(schema);
    }
    String text = said(type, field.name());
    if (text != null && schema.has("$ref")) {
      // Draft 7 ignores what stands beside a reference.
      ObjectNode around = JSON.objectNode();
      around.putArray("allOf").add(schema);
      schema = around;
    }
    describe(schema, text);
    return schema;
  }

  private static ObjectNode orNull(ObjectNode schema) {
    if (schema.has("$ref")) {
      ObjectNode either = JSON.objectNode();
      either.putArray("anyOf").add(schema).add(type("null"));
      return either;
    }
    String name = schema.get("type").textValue();
    schema.putArray("type").add(name).add("null");
    return schema;
  }

  /** The table of errors, which the record itself leaves open for those to come. */
  private static void ofProblem(String field, ObjectNode schema) {
    if (field.equals("code")) {
      ArrayNode codes = schema.putArray("enum");
      Stream.of(ProblemCode.values()).map(ProblemCode::wireName).forEach(codes::add);
    } else if (field.equals("status")) {
      ArrayNode statuses = schema.putArray("enum");
      Stream.of(ProblemCode.values()).map(ProblemCode::status).distinct().forEach(statuses::add);
    }
  }

  private String said(Class<?> type, String member) {
    if (descriptions == null) {
      return null;
    }
    return member == null ? descriptions.of(type) : descriptions.of(type, member);
  }

  private static void describe(ObjectNode schema, String text) {
    if (text != null) {
      schema.put("description", text);
    }
  }
}
