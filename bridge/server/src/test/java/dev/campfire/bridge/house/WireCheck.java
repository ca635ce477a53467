package dev.campfire.bridge.house;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.campfire.bridge.BridgeModule;
import dev.campfire.testkit.check.ClosedSchemas;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Holds every frame and every body that a client receives against the printed contract, and says
 * what of it the contract does not describe.
 */
final class WireCheck {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode BUS = read("asyncapi.yaml");
  private static final JsonNode HTTP = read("openapi.yaml");
  private static final ClosedSchemas FRAMES = new ClosedSchemas(BUS);
  private static final ClosedSchemas BODIES = new ClosedSchemas(HTTP);

  /** The feeds by the pattern of their addresses. */
  private static final Map<Pattern, JsonNode> FEEDS = feeds();

  /** The paths by their pattern. */
  private static final Map<Pattern, JsonNode> PATHS = paths();

  /** What is refused before anybody looks at which address it is for. */
  private static final Set<String> ANYWHERE =
      Set.of("unauthenticated", "token_expired", "rate_limited", "invalid_request");

  private WireCheck() {}

  /** Reads and prepares it all, which would hold an event loop for a second. Blocks. */
  static void prepare() {
    JsonNode nothing = JSON.createObjectNode();
    BUS.get("components")
        .get("messages")
        .fieldNames()
        .forEachRemaining(name -> message(name, nothing));
    FRAMES.faults("#/components/schemas/Problem", nothing);
    BODIES.faults("#/components/schemas/Problem", nothing);
  }

  private static JsonNode read(String name) {
    try (InputStream in = BridgeModule.class.getResourceAsStream("/contract/" + name)) {
      return new YAMLMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<Pattern, JsonNode> feeds() {
    Map<Pattern, JsonNode> feeds = new LinkedHashMap<>();
    for (JsonNode channel : BUS.get("channels")) {
      String address = channel.path("address").asText("");
      if (address.startsWith("org:")) {
        feeds.put(pattern(address, "[^:]+"), channel);
      }
    }
    return feeds;
  }

  private static Map<Pattern, JsonNode> paths() {
    Map<Pattern, JsonNode> paths = new LinkedHashMap<>();
    HTTP.get("paths")
        .properties()
        .forEach(path -> paths.put(pattern(path.getKey(), "[^/]+"), path.getValue()));
    return paths;
  }

  private static Pattern pattern(String template, String part) {
    return Pattern.compile(
        "\\Q"
            + template.replaceAll("\\{\\w+}", "\\\\E" + part.replace("\\", "\\\\") + "\\\\Q")
            + "\\E");
  }

  /**
   * What is wrong with a frame.
   *
   * @param asked the address that was asked with the frame's address for its reply, or null
   */
  static List<String> frame(String text, String asked) {
    JsonNode frame = parse(text);
    String type = frame.path("type").asText("");
    if (type.equals("pong")) {
      return message("pong", frame);
    } else if (type.equals("rec")) {
      return asked == null ? event(frame) : message(asked + ".reply", frame);
    } else if (type.equals("err") && frame.has("body")) {
      return message("unreadable", frame);
    } else if (type.equals("err")) {
      List<String> faults =
          new ArrayList<>(message(frame.has("failureType") ? "refusal" : "refused", frame));
      JsonNode problem = parse(frame.path("message").asText("{}"));
      faults.addAll(FRAMES.faults("#/components/schemas/Problem", problem));
      if (frame.path("failureCode").asInt() != problem.path("status").asInt()) {
        faults.add("failureCode is not the problem's status");
      }
      if (asked != null) {
        checkDeclared(BUS.get("operations").path(asked), problem, faults);
      }
      return faults;
    }
    return List.of("no frame of this type: " + type);
  }

  private static void checkDeclared(JsonNode operation, JsonNode problem, List<String> faults) {
    String code = problem.path("code").asText();
    if (operation.isMissingNode()) {
      if (!code.equals("not_found") && !ANYWHERE.contains(code)) {
        faults.add("an address that is not documented is refused as " + code);
      }
      return;
    }
    Set<String> declared = new HashSet<>();
    operation.path("x-problems").forEach(one -> declared.add(one.asText()));
    if (!declared.contains(code)) {
      faults.add("is not documented to be refused as " + code);
    }
  }

  private static List<String> event(JsonNode frame) {
    String address = frame.path("address").asText("");
    String type = frame.path("body").path("type").asText("");
    for (var feed : FEEDS.entrySet()) {
      if (feed.getKey().matcher(address).matches()) {
        String reference = feed.getValue().path("messages").path(type).path("$ref").asText("");
        return reference.isEmpty()
            ? List.of("the feed has no event " + type)
            : FRAMES.faults(reference + "/payload", frame);
      }
    }
    return List.of("no feed and no reply is documented");
  }

  private static List<String> message(String name, JsonNode frame) {
    return BUS.get("components").get("messages").has(name)
        ? FRAMES.faults("#/components/messages/" + name + "/payload", frame)
        : List.of("no message " + name + " is documented");
  }

  /** What is wrong with the answer to an HTTP request. */
  static List<String> response(String method, String uri, int status, String type, String body) {
    String path = uri.split("\\?", 2)[0];
    if (!path.startsWith("/api/") || type == null || type.equals("application/yaml")) {
      return List.of();
    }
    JsonNode json = body.isEmpty() ? null : parse(body);
    if (type.equals("application/problem+json")) {
      return json == null ? List.of() : problem(json, operation(method, path), status);
    }
    JsonNode operation = operation(method, path);
    if (operation == null) {
      return List.of(method + " " + path + " is not documented and answers " + status);
    }
    String schema =
        operation
            .path("responses")
            .path(Integer.toString(status))
            .path("content")
            .path(type)
            .path("schema")
            .path("$ref")
            .asText("");
    if (schema.isEmpty()) {
      return List.of(method + " " + path + " has no documented " + status + " of " + type);
    }
    return json == null ? List.of() : BODIES.faults(schema, json);
  }

  private static List<String> problem(JsonNode problem, JsonNode operation, int status) {
    List<String> faults = new ArrayList<>(BODIES.faults("#/components/schemas/Problem", problem));
    if (problem.path("status").asInt() != status) {
      faults.add("the problem says another status than " + status);
    }
    if (operation != null) {
      checkDeclared(operation, problem, faults);
    }
    return faults;
  }

  /** The documented operation, or null. */
  private static JsonNode operation(String method, String path) {
    String name = method.equals("HEAD") ? "get" : method.toLowerCase(java.util.Locale.ROOT);
    for (var known : PATHS.entrySet()) {
      if (known.getKey().matcher(path).matches() && known.getValue().has(name)) {
        return known.getValue().get(name);
      }
    }
    return null;
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + text, e);
    }
  }
}
