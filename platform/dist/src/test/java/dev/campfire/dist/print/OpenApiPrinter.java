package dev.campfire.dist.print;

import static dev.campfire.dist.print.Parts.JSON;
import static dev.campfire.dist.print.Parts.ref;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.campfire.bridge.http.Route;
import dev.campfire.bridge.http.RouteTable;
import dev.campfire.contract.Problem;
import dev.campfire.contract.ProblemCode;
import dev.campfire.testkit.print.Descriptions;
import dev.campfire.testkit.print.Schemas;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Prints the HTTP API from its routes and their records. */
final class OpenApiPrinter {
  private static final String HEAD =
      """
      # The HTTP API, printed from the Java records and routes. Do not edit; print it anew with:
      # mvn -pl platform/dist test -Dtest=PrintedContractTest -Dcontract.print
      """;

  private static final String CREDENTIALS =
      "The access token, in `Authorization: Bearer`; 15 minutes, renewed by the refresh token.";

  private final Descriptions descriptions;
  private final Schemas schemas;
  private final ObjectNode components;
  private final ObjectNode bodies = JSON.objectNode();

  private OpenApiPrinter(List<Route> routes, Descriptions descriptions) {
    this.descriptions = descriptions;
    Set<Class<?>> requests = new LinkedHashSet<>();
    Set<Class<?>> replies = new LinkedHashSet<>(List.of(Problem.class));
    for (Route route : routes) {
      requests.add(request(route));
      if (reply(route) != null) {
        replies.add(reply(route));
      }
    }
    this.schemas = new Schemas(requests, replies, descriptions);
    this.components = schemas.components();
  }

  static String print(List<Route> routes, Descriptions descriptions) {
    return Parts.yaml(new OpenApiPrinter(routes, descriptions).document(routes), HEAD);
  }

  private static Class<? extends Record> request(Route route) {
    return route instanceof Route.ToCommand call
        ? call.command().request()
        : ((Route.ToSignIn) route).action().request();
  }

  private static Class<? extends Record> reply(Route route) {
    return route instanceof Route.ToCommand call
        ? call.reply()
        : ((Route.ToSignIn) route).action().reply();
  }

  private ObjectNode document(List<Route> routes) {
    ObjectNode document = JSON.objectNode().put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", "Campfire HTTP API")
        .put("version", Parts.VERSION)
        .put(
            "description",
            "The same operations as on the event bus, which `/api/asyncapi.yaml` describes. An"
                + " error is a problem of RFC 9457. Texts are bounded in UTF-16 units"
                + " (`x-maxUtf16Units`); `maxLength` counts code points, so it alone lets some"
                + " texts through that are refused.");
    document.put("jsonSchemaDialect", "https://json-schema.org/draft/2020-12/schema");
    document.putArray("servers").addObject().put("url", "/").put("description", "This server.");
    ObjectNode paths = document.putObject("paths");
    for (Route route : routes) {
      ObjectNode path = paths.withObjectProperty(RouteTable.PREFIX + route.path());
      path.set(route.method().name().toLowerCase(Locale.ROOT), operation(route));
    }
    addDocument(paths, "openapi", "This document.");
    addDocument(paths, "asyncapi", "The document of the event bus.");
    ObjectNode all = document.putObject("components");
    all.set("securitySchemes", securitySchemes());
    all.set("responses", responses());
    ObjectNode merged = all.putObject("schemas");
    Set<String> names = new TreeSet<>();
    components.fieldNames().forEachRemaining(names::add);
    bodies.fieldNames().forEachRemaining(names::add);
    names.forEach(
        name -> merged.set(name, bodies.has(name) ? bodies.get(name) : components.get(name)));
    Parts.prune(document, merged);
    return document;
  }

  private static void addDocument(ObjectNode paths, String name, String summary) {
    ObjectNode operation =
        paths.putObject("/api/" + name + ".yaml").putObject("get").put("operationId", name);
    operation.putArray("tags").add("contract");
    operation.put("summary", summary).putArray("security");
    operation
        .putObject("responses")
        .putObject("200")
        .put("description", summary)
        .putObject("content")
        .putObject("application/yaml")
        .putObject("schema")
        .put("type", "object");
  }

  private static ObjectNode securitySchemes() {
    ObjectNode schemes = JSON.objectNode();
    schemes
        .putObject("accessToken")
        .put("type", "http")
        .put("scheme", "bearer")
        .put("bearerFormat", "JWT")
        .put("description", CREDENTIALS);
    schemes
        .putObject("refreshToken")
        .put("type", "apiKey")
        .put("in", "cookie")
        .put("name", "campfire_refresh")
        .put(
            "description",
            "Set by the sign-in: HttpOnly, SameSite=Strict, Path=/api/v1/auth, Secure over https.");
    return schemes;
  }

  /** One for each status: 401 has two codes. */
  private ObjectNode responses() {
    ObjectNode responses = JSON.objectNode();
    for (ProblemCode code : ProblemCode.values()) {
      String name = "problem" + code.status();
      String text = "`" + code.wireName() + "`: " + descriptions.of(ProblemCode.class, code.name());
      if (responses.has(name)) {
        ObjectNode known = (ObjectNode) responses.get(name);
        known.put("description", known.get("description").textValue() + " " + text);
        continue;
      }
      ObjectNode response = responses.putObject(name).put("description", text);
      if (code == ProblemCode.RATE_LIMITED || code == ProblemCode.UNAVAILABLE) {
        header(response, "Retry-After", "Whole seconds to wait before asking again.", "integer");
      } else if (code == ProblemCode.UNAUTHENTICATED) {
        header(response, "WWW-Authenticate", "`Bearer`.", "string");
      }
      response
          .putObject("content")
          .putObject("application/problem+json")
          .set("schema", ref("components/schemas/Problem"));
    }
    return responses;
  }

  private static void header(ObjectNode response, String name, String text, String type) {
    response
        .withObjectProperty("headers")
        .putObject(name)
        .put("description", text)
        .putObject("schema")
        .put("type", type);
  }

  private ObjectNode operation(Route route) {
    ObjectNode operation = JSON.objectNode();
    List<ProblemCode> problems;
    if (route instanceof Route.ToCommand call) {
      String address = call.command().address().replace("Once", "");
      operation.put("operationId", address);
      operation.putArray("tags").add(address.substring(0, address.indexOf('.')));
      describe(operation, summary(call));
      operation.set("x-audience", Parts.roles(call.audience()));
      operation.putArray("security").addObject().putArray("accessToken");
      addParameters(operation, call);
      boolean hasBody = call.source() == Route.Source.BODY;
      if (hasBody) {
        addBody(operation, Schemas.name(call.command().request()), body(call));
      }
      problems = Parts.problems(call.command().request(), call.command().refusals(), hasBody);
    } else {
      Route.ToSignIn.Action action = ((Route.ToSignIn) route).action();
      operation.put("operationId", route.path().substring(1).replace('/', '.'));
      operation.putArray("tags").add("identity");
      describe(operation, descriptions.of(Route.ToSignIn.Action.class, action.name()));
      ArrayNode security = operation.putArray("security");
      if (action.request().getRecordComponents().length == 0) {
        security.addObject().putArray("refreshToken");
      } else {
        ObjectNode reference = schemas.request(action.request());
        addBody(operation, null, reference);
      }
      problems = Parts.problems(action.request(), action.refusals(), true);
    }
    addResponses(operation, route, problems);
    return operation;
  }

  private String summary(Route.ToCommand call) {
    String declared = descriptions.ofAddress(call.command().address().replace("Once", ""));
    return declared == null ? descriptions.of(call.command().request()) : declared;
  }

  private static void describe(ObjectNode operation, String text) {
    if (text != null) {
      operation.put("summary", text);
    }
  }

  /** The schema of a request without what stands in the path and without what may be left out. */
  private ObjectNode body(Route.ToCommand call) {
    String reference = schemas.request(call.command().request()).get("$ref").textValue();
    ObjectNode whole =
        (ObjectNode) components.get(reference.substring(reference.lastIndexOf('/') + 1));
    ObjectNode body = whole.deepCopy();
    for (String field : List.copyOf(call.match(call.path().replaceAll("[{}]", "")).keySet())) {
      leaveOut(body, field, true);
    }
    if (call.idField() != null) {
      leaveOut(body, call.idField(), false);
    }
    return body;
  }

  private static void leaveOut(ObjectNode body, String field, boolean isElsewhere) {
    List<String> required = new ArrayList<>();
    body.path("required").forEach(name -> required.add(name.textValue()));
    required.remove(field);
    if (required.isEmpty()) {
      body.remove("required");
    } else {
      body.set("required", Parts.strings(required));
    }
    if (isElsewhere) {
      ((ObjectNode) body.get("properties")).remove(field);
      body.get("examples").forEach(example -> ((ObjectNode) example).remove(field));
    }
  }

  private void addBody(ObjectNode operation, String name, ObjectNode schema) {
    if (name != null) {
      bodies.set(name + "Body", schema);
    }
    operation
        .putObject("requestBody")
        .put("required", schema.has("$ref") || schema.has("required"))
        .putObject("content")
        .putObject("application/json")
        .set("schema", name == null ? schema : ref("components/schemas/" + name + "Body"));
  }

  private void addParameters(ObjectNode operation, Route.ToCommand call) {
    ArrayNode parameters = JSON.arrayNode();
    String reference = schemas.request(call.command().request()).get("$ref").textValue();
    JsonNode whole = components.get(reference.substring(reference.lastIndexOf('/') + 1));
    Set<String> inPath = call.match(call.path().replaceAll("[{}]", "")).keySet();
    Set<String> required = new LinkedHashSet<>();
    whole.path("required").forEach(name -> required.add(name.textValue()));
    whole
        .get("properties")
        .properties()
        .forEach(
            property -> {
              String name = property.getKey();
              if (inPath.contains(name)) {
                parameters.add(parameter(name, "path", true, whole));
              } else if (call.source() == Route.Source.QUERY) {
                parameters.add(parameter(name, "query", required.contains(name), whole));
              }
            });
    if (call.idField() != null) {
      ObjectNode key = JSON.objectNode().put("name", "Idempotency-Key").put("in", "header");
      key.put("description", "Serves where the body has no `" + call.idField() + "`.");
      key.set("schema", whole.get("properties").get(call.idField()).deepCopy());
      parameters.add(key);
    }
    if (!parameters.isEmpty()) {
      operation.set("parameters", parameters);
    }
  }

  private static ObjectNode parameter(String name, String in, boolean isRequired, JsonNode whole) {
    ObjectNode schema = whole.get("properties").get(name).deepCopy();
    JsonNode text = schema.remove("description");
    ObjectNode parameter = JSON.objectNode().put("name", name).put("in", in);
    if (text != null) {
      parameter.set("description", text);
    }
    if (isRequired) {
      parameter.put("required", true);
    }
    parameter.set("schema", schema);
    JsonNode example = whole.path("examples").path(0).get(name);
    if (example != null) {
      parameter.set("example", example);
    }
    return parameter;
  }

  private void addResponses(ObjectNode operation, Route route, List<ProblemCode> problems) {
    ObjectNode responses = operation.putObject("responses");
    if (route instanceof Route.ToCommand call) {
      for (int status : call.success().statuses()) {
        String text =
            status == 201
                ? "It is new."
                : call.success().statuses().size() > 1 ? "It was there before." : "The answer.";
        addReply(responses, status, text, call.reply());
      }
    } else if (reply(route) == null) {
      responses.putObject("204").put("description", "Done.");
    } else {
      addReply(responses, 200, "The answer.", reply(route));
      if (reply(route).getSimpleName().equals("LoggedIn")) {
        header(
            (ObjectNode) responses.get("200"),
            "Set-Cookie",
            "The refresh token, `campfire_refresh`.",
            "string");
      }
    }
    Set<Integer> statuses = new TreeSet<>();
    problems.forEach(code -> statuses.add(code.status()));
    for (int status : statuses) {
      responses.set(Integer.toString(status), ref("components/responses/problem" + status));
    }
    operation.set("x-problems", Parts.names(problems));
  }

  private void addReply(
      ObjectNode responses, int status, String text, Class<? extends Record> reply) {
    responses
        .putObject(Integer.toString(status))
        .put("description", text)
        .putObject("content")
        .putObject("application/json")
        .set("schema", schemas.reply(reply));
  }
}
