package dev.campfire.dist.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.campfire.bridge.house.Client;
import dev.campfire.bridge.house.Clients;
import dev.campfire.bridge.http.Route;
import dev.campfire.bridge.http.RouteTable;
import dev.campfire.contract.Problem;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.address.Command;
import dev.campfire.host.json.WireJson;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Asks over the bus and over HTTP, and reads a refusal as exactly as the contract says it. */
final class Asking {
  private Asking() {}

  /** The routes that take the command's record. */
  static List<Route.ToCommand> routes(Command<?, ?> command) {
    return RouteTable.ROUTES.stream()
        .filter(Route.ToCommand.class::isInstance)
        .map(Route.ToCommand.class::cast)
        .filter(route -> route.command().request() == command.request())
        .toList();
  }

  static String frame(String type, String address, String replyAddress, String body) {
    return "{\"type\":%s,\"address\":%s,\"replyAddress\":%s,\"body\":%s}"
        .formatted(
            WireJson.writeText(type),
            WireJson.writeText(address),
            WireJson.writeText(replyAddress),
            body);
  }

  /** The problem of the one frame that refuses a {@code send}. */
  static Problem overTheBus(Client client, Command<?, ?> command, JsonNode body) {
    return overTheBus(client, command.address(), UUID.randomUUID().toString(), body.toString());
  }

  static Problem overTheBus(Client client, String address, String replyAddress, String body) {
    client.raw(frame("send", address, replyAddress, body));
    return refusal(client, replyAddress);
  }

  /** The problem of the one frame that refuses what waits for it. */
  static Problem refusal(Client client, String replyAddress) {
    JsonObject answer = client.answer(replyAddress);
    client.roundTrip();

    assertThat(client.frames(replyAddress)).hasSize(1);
    assertThat(answer.getString("type")).as(answer.encode()).isEqualTo("err");
    assertThat(answer.getString("failureType")).isEqualTo("RECIPIENT_FAILURE");
    assertThat(answer.fieldNames())
        .containsExactlyInAnyOrder("type", "address", "failureCode", "failureType", "message");
    Problem problem = problem(answer.getString("message"));
    assertThat(answer.getInteger("failureCode")).isEqualTo(problem.status());
    return problem;
  }

  /** The problem of the one frame that refuses what waits for no reply. */
  static Problem withoutReply(Client client, String type, String address) {
    int before = client.frames(address).size();
    client.send(new JsonObject().put("type", type).put("address", address));
    client.awaitFrame(frame -> client.frames(address).size() > before);
    client.roundTrip();

    assertThat(client.frames(address)).hasSize(before + 1);
    JsonObject answer = client.frames(address).get(before);
    assertThat(answer.getString("type")).as(answer.encode()).isEqualTo("err");
    assertThat(answer.fieldNames())
        .containsExactlyInAnyOrder("type", "address", "failureCode", "message");
    Problem problem = problem(answer.getString("message"));
    assertThat(answer.getInteger("failureCode")).isEqualTo(problem.status());
    return problem;
  }

  /** Whether the fault can be told over HTTP: a URL knows texts alone, and the path has no gaps. */
  static boolean canSay(Route.ToCommand route, ShapeRows.Faulty faulty) {
    JsonNode value = faulty.body().path(faulty.top());
    if (route.path().contains("{" + faulty.top() + "}")) {
      return value.isTextual() && !value.textValue().isEmpty();
    }
    if (faulty.top().equals(route.idField()) && value.isMissingNode()) {
      // The Idempotency-Key or the server itself gives one.
      return false;
    }
    return route.source() == Route.Source.BODY
        || (faulty.body().properties().stream()
                .allMatch(field -> field.getValue().isTextual() || field.getValue().isNumber())
            && !faulty.cause().equals(ShapeRows.NUMBER_FOR_TEXT));
  }

  /** What a route answers to a request record as JSON. */
  static Clients.Response overHttp(
      Clients clients, Route.ToCommand route, String token, ObjectNode record) {
    ObjectNode rest = record.deepCopy();
    StringBuilder path = new StringBuilder(RouteTable.PREFIX);
    for (String part : route.path().substring(1).split("/")) {
      path.append('/');
      if (part.startsWith("{")) {
        path.append(encode(rest.remove(part.substring(1, part.length() - 1)).textValue()));
      } else {
        path.append(part);
      }
    }
    if (route.source() == Route.Source.QUERY) {
      return request(clients, route, path + query(rest), token, Map.of(), null);
    }
    return request(clients, route, path.toString(), token, Map.of(), rest.toString());
  }

  static Clients.Response request(
      Clients clients,
      Route route,
      String uri,
      String token,
      Map<String, String> more,
      String body) {
    Map<String, String> headers = new LinkedHashMap<>(more);
    if (token != null) {
      headers.put("authorization", "Bearer " + token);
    }
    if (body != null) {
      headers.put("content-type", "application/json");
    }
    return clients.request(route.method(), uri, headers, body);
  }

  private static String query(ObjectNode fields) {
    StringBuilder query = new StringBuilder();
    fields
        .properties()
        .forEach(
            field ->
                query
                    .append(query.isEmpty() ? '?' : '&')
                    .append(encode(field.getKey()))
                    .append('=')
                    .append(encode(field.getValue().asText())));
    return query.toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The problem of a response, which is one. */
  static Problem problem(Clients.Response response) {
    assertThat(response.header("content-type")).isEqualTo("application/problem+json");
    Problem problem = problem(response.body().toString());
    assertThat(response.status()).as(response.body().toString()).isEqualTo(problem.status());
    assertThat(response.header("retry-after") != null)
        .as("Retry-After: " + response.header("retry-after"))
        .isEqualTo(problem.status() == 429 || problem.status() == 503);
    assertThat(response.header("cache-control")).isEqualTo("no-store");
    return problem;
  }

  /** A problem that is whole: the table's code, status, title and flag. */
  private static Problem problem(String json) {
    Problem problem = WireJson.readTrusted(json, Problem.class);
    ProblemCode code = ProblemException.from(problem).code();
    Problem expected = ProblemException.of(code, problem.detail()).problem(problem.instance());
    assertThat(problem.type()).isEqualTo(expected.type());
    assertThat(problem.status()).isEqualTo(expected.status());
    assertThat(problem.title()).isEqualTo(expected.title());
    assertThat(problem.retryable()).isEqualTo(expected.retryable());
    assertThat(problem.instance()).matches("[0-9a-f]{32}");
    assertThat(problem.detail()).isNotBlank();
    assertThat(problem.errors() != null).as(json).isEqualTo(code == ProblemCode.INVALID_REQUEST);
    assertThat(problem.retryAfterMs() != null)
        .as(json)
        .isEqualTo(code == ProblemCode.RATE_LIMITED || code == ProblemCode.UNAVAILABLE);
    return problem;
  }

  /**
   * Fails unless the problem is of this code and, for {@code invalid_request}, names this field.
   */
  static void assertIs(Problem problem, String cause, ProblemCode code, String field) {
    assertThat(problem.code()).as(cause + ": " + problem).isEqualTo(code.wireName());
    if (code == ProblemCode.INVALID_REQUEST) {
      assertThat(problem.errors()).as(cause).extracting(Problem.FieldError::field).contains(field);
    } else if (code == ProblemCode.NOT_FOUND) {
      assertThat(problem.detail()).isEqualTo(ProblemException.notFound().getMessage());
    }
  }
}
