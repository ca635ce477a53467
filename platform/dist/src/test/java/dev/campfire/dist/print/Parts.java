package dev.campfire.dist.print;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.Role;
import dev.campfire.contract.address.Audience;
import dev.campfire.host.json.Shape;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What both documents are made of. */
final class Parts {
  static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  static final String VERSION = "1.0";

  /** What any request may be refused with. */
  private static final Set<ProblemCode> GENERAL =
      EnumSet.of(
          ProblemCode.INVALID_REQUEST,
          ProblemCode.FORBIDDEN,
          ProblemCode.RATE_LIMITED,
          ProblemCode.UNAVAILABLE,
          ProblemCode.INTERNAL);

  private Parts() {}

  static ObjectNode ref(String path) {
    return JSON.objectNode().put("$ref", "#/" + path);
  }

  static ArrayNode strings(Iterable<String> texts) {
    ArrayNode list = JSON.arrayNode();
    texts.forEach(list::add);
    return list;
  }

  /** The roles of an audience as the access token says them. */
  static ArrayNode roles(Audience audience) {
    List<String> roles = new ArrayList<>();
    for (Role role : Role.values()) {
      if (audience.includes(role)) {
        roles.add(role.name().toLowerCase(Locale.ROOT));
      }
    }
    return strings(roles);
  }

  /**
   * Everything that a request may be refused with.
   *
   * @param hasBody whether it is HTTP with a body, which may be over 64 KiB
   */
  static List<ProblemCode> problems(
      Class<? extends Record> request, List<ProblemCode> own, boolean hasBody) {
    Set<ProblemCode> codes = EnumSet.copyOf(GENERAL);
    codes.add(ProblemCode.UNAUTHENTICATED);
    codes.add(ProblemCode.TOKEN_EXPIRED);
    codes.addAll(own);
    if (hasBody || hasBoundedContent(Shape.of(request))) {
      codes.add(ProblemCode.TOO_LARGE);
    }
    return List.copyOf(codes);
  }

  private static boolean hasBoundedContent(Shape shape) {
    if (shape instanceof Shape.Struct struct) {
      return struct.fields().stream().anyMatch(field -> hasBoundedContent(field.shape()));
    }
    return shape instanceof Shape.Str text && text.text() != null && text.text().tooLarge();
  }

  static ArrayNode names(List<ProblemCode> codes) {
    return strings(codes.stream().map(ProblemCode::wireName).toList());
  }

  /** Takes away what nothing refers to, directly or by another. */
  static void prune(ObjectNode document, ObjectNode schemas) {
    for (boolean isDone = false; !isDone; ) {
      Set<String> used = new HashSet<>();
      collect(document, used);
      List<String> unused = new ArrayList<>();
      schemas.fieldNames().forEachRemaining(unused::add);
      unused.removeIf(name -> used.contains("#/components/schemas/" + name));
      isDone = unused.isEmpty();
      schemas.remove(unused);
    }
  }

  private static void collect(JsonNode node, Set<String> references) {
    if (node.isObject() && node.path("$ref").isTextual()) {
      references.add(node.get("$ref").textValue());
    }
    node.forEach(child -> collect(child, references));
  }

  static String yaml(ObjectNode document, String head) {
    YAMLMapper mapper =
        YAMLMapper.builder(
                YAMLFactory.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .disable(YAMLGenerator.Feature.SPLIT_LINES)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                    .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
                    .build())
            .build();
    try {
      return head + mapper.writeValueAsString(document);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
