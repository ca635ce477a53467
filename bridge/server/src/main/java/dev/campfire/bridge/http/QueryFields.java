package dev.campfire.bridge.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.campfire.contract.ProblemException;
import dev.campfire.host.json.Shape;
import dev.campfire.host.json.StrictJson;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The query of a URL as the request record that it stands for. */
final class QueryFields {
  private QueryFields() {}

  /**
   * The fields as JSON: whole numbers where the record has such, texts elsewhere.
   *
   * @throws ProblemException {@code invalid_request} that names the field
   */
  static ObjectNode read(HttpServerRequest request, Class<? extends Record> type) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    Map<String, Shape> shapes = new HashMap<>();
    Shape.of(type).fields().forEach(field -> shapes.put(field.name(), field.shape()));
    for (Map.Entry<String, List<String>> parameter : parameters(request).entrySet()) {
      String name = parameter.getKey();
      if (parameter.getValue().size() > 1) {
        throw ProblemException.invalid(shown(name), "must be given once");
      }
      put(fields, name, parameter.getValue().get(0), shapes.get(name));
    }
    return fields;
  }

  private static Map<String, List<String>> parameters(HttpServerRequest request) {
    if (request.query() == null) {
      return Map.of();
    }
    try {
      return new QueryStringDecoder("?" + request.query()).parameters();
    } catch (IllegalArgumentException badEscape) {
      throw ProblemException.invalid("", "has a query that is not percent-encoded UTF-8");
    }
  }

  private static void put(ObjectNode fields, String name, String value, Shape shape) {
    if (shape == null) {
      throw ProblemException.invalid(shown(name), "is not a known parameter");
    }
    if (StrictJson.fault(value) != null || value.indexOf('\uFFFD') >= 0) {
      throw ProblemException.invalid(name, "is not text in UTF-8");
    }
    if (shape instanceof Shape.Whole) {
      if (!value.matches("-?\\d{1,18}")) {
        throw ProblemException.invalid(name, "must be a whole number");
      }
      fields.put(name, Long.parseLong(value));
    } else {
      fields.put(name, value);
    }
  }

  /** A stranger's name of a field, cut and without what a log or a terminal would obey. */
  private static String shown(String name) {
    String plain = name.replaceAll("[^\\x20-\\x7E]", "?");
    return plain.length() <= 60 ? plain : plain.substring(0, 60) + "…";
  }
}
