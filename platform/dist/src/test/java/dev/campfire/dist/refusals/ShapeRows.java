package dev.campfire.dist.refusals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.campfire.contract.ProblemCode;
import dev.campfire.host.json.Shape;
import dev.campfire.host.json.WireJson;
import dev.campfire.testkit.print.Examples;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The refusals that follow from a request's record: for each component every way in which its value
 * can break its type and its marks.
 */
final class ShapeRows {
  /** In a URL every number is a text. */
  static final String NUMBER_FOR_TEXT = "a number for a text";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /**
   * A body that is refused.
   *
   * @param top the component of the request in which the fault is
   * @param field what the problem names
   */
  record Faulty(String cause, ObjectNode body, String top, ProblemCode code, String field) {}

  private final ObjectNode example;
  private final List<Faulty> found = new ArrayList<>();

  private ShapeRows(ObjectNode example) {
    this.example = example;
  }

  static List<Faulty> of(Class<? extends Record> request) {
    ShapeRows rows = new ShapeRows(json(WireJson.writeText(Examples.full(request))));
    rows.addUndeclared("");
    for (Shape.Field field : Shape.of(request).fields()) {
      rows.addField("", field);
    }
    return rows.found;
  }

  static ObjectNode json(String text) {
    try {
      return (ObjectNode) new com.fasterxml.jackson.databind.ObjectMapper().readTree(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** The object at a path of keys that are parted by full stops. */
  private static ObjectNode at(ObjectNode body, String path) {
    JsonNode here = body;
    for (String key : path.isEmpty() ? new String[0] : path.split("\\.")) {
      here = here.get(key);
    }
    return (ObjectNode) here;
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private void add(
      String cause, String parent, String name, ProblemCode code, String field, JsonNode value) {
    ObjectNode body = example.deepCopy();
    if (value == null) {
      at(body, parent).remove(name);
    } else {
      at(body, parent).set(name, value);
    }
    String full = join(parent, name);
    found.add(new Faulty(cause, body, full.split("\\.")[0], code, field));
  }

  private void addInvalid(String cause, String parent, String name, JsonNode value) {
    add(cause, parent, name, ProblemCode.INVALID_REQUEST, join(parent, name), value);
  }

  private void addUndeclared(String parent) {
    addInvalid("undeclared", parent, "isAdmin", JSON.booleanNode(true));
  }

  private void addField(String parent, Shape.Field field) {
    String name = field.name();
    if (!field.optional()) {
      addInvalid("missing", parent, name, null);
    }
    if (!field.orNull()) {
      addInvalid("null", parent, name, JSON.nullNode());
    }
    if (at(example, parent).has(name)) {
      addValue(parent, name, name, field.shape());
    }
  }

  private void addValue(String parent, String name, String key, Shape shape) {
    if (shape instanceof Shape.Str text) {
      addInvalid(NUMBER_FOR_TEXT, parent, name, JSON.numberNode(7));
      addText(parent, name, text);
    } else if (shape instanceof Shape.Bool) {
      addInvalid("a text for a truth value", parent, name, JSON.textNode("true"));
    } else if (shape instanceof Shape.Whole whole) {
      addWhole(parent, name, whole);
    } else if (shape instanceof Shape.Real) {
      addInvalid("a text for a number", parent, name, JSON.textNode("1.5"));
    } else if (shape instanceof Shape.Id) {
      addId(parent, name);
    } else if (shape instanceof Shape.OneOf) {
      addInvalid("an unknown value", parent, name, JSON.textNode("nonesuch"));
      addInvalid("a known value in capitals", parent, name, upper(parent, name));
    } else if (shape instanceof Shape.Time) {
      addInvalid("no time", parent, name, JSON.textNode("tomorrow"));
      addInvalid("a number for a time", parent, name, JSON.numberNode(1));
    } else if (shape instanceof Shape.ListOf list) {
      addList(parent, name, list);
    } else if (shape instanceof Shape.Struct struct) {
      String path = join(parent, name);
      addInvalid("a text for an object", parent, name, JSON.textNode("x"));
      addUndeclared(path);
      struct.fields().forEach(inner -> addField(path, inner));
    }
  }

  private JsonNode upper(String parent, String name) {
    return JSON.textNode(at(example, parent).get(name).textValue().toUpperCase(Locale.ROOT));
  }

  private void addText(String parent, String name, Shape.Str shape) {
    if (shape.text() == null) {
      return;
    }
    int max = shape.text().max();
    boolean tooLarge = shape.text().tooLarge();
    ProblemCode code = tooLarge ? ProblemCode.TOO_LARGE : ProblemCode.INVALID_REQUEST;
    String field = tooLarge ? null : join(parent, name);
    add((max + 1) + " units", parent, name, code, field, JSON.textNode("x".repeat(max + 1)));
    add(
        (max / 2 + 1) + " emoji, of two units each",
        parent,
        name,
        code,
        field,
        JSON.textNode("😀".repeat(max / 2 + 1)));
    if (!shape.text().blank()) {
      addInvalid("empty", parent, name, JSON.textNode(""));
      addInvalid("blank", parent, name, JSON.textNode(" \t\u2003"));
    }
  }

  private void addWhole(String parent, String name, Shape.Whole shape) {
    long min = shape.range() == null ? Integer.MIN_VALUE : shape.range().min();
    long max = shape.range() == null ? Integer.MAX_VALUE : shape.range().max();
    addInvalid("a text for a number", parent, name, JSON.textNode("seven"));
    addInvalid("a fraction", parent, name, JSON.numberNode(1.5));
    addInvalid((min - 1) + "", parent, name, JSON.numberNode(min - 1));
    addInvalid((max + 1) + "", parent, name, JSON.numberNode(max + 1));
  }

  private void addId(String parent, String name) {
    addInvalid("no id", parent, name, JSON.textNode("1"));
    addInvalid("an id in upper case", parent, name, upper(parent, name));
    addInvalid("a shortened id", parent, name, JSON.textNode("1-1-1-1-1"));
    addInvalid("a number for an id", parent, name, JSON.numberNode(1));
  }

  private void addList(String parent, String name, Shape.ListOf shape) {
    addInvalid("a text for a list", parent, name, JSON.textNode("x"));
    JsonNode item = at(example, parent).get(name).get(0);
    if (shape.items() != null) {
      ArrayNode many = JSON.arrayNode();
      for (int i = 0; i <= shape.items().max(); i++) {
        many.add(item);
      }
      addInvalid("too many items", parent, name, many);
    }
    JsonNode wrong = shape.item() instanceof Shape.Struct ? JSON.textNode("x") : JSON.objectNode();
    add(
        "a wrong item",
        parent,
        name,
        ProblemCode.INVALID_REQUEST,
        join(parent, name) + "[1]",
        JSON.arrayNode().add(item).add(wrong));
  }
}
