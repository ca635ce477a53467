package dev.campfire.dist.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.bridge.house.Client;
import dev.campfire.bridge.house.Clients;
import dev.campfire.bridge.http.Route;
import dev.campfire.bridge.http.RouteTable;
import dev.campfire.contract.Problem;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.address.Command;
import dev.campfire.host.json.WireJson;
import dev.campfire.testkit.CampfireExtension;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A database that refuses what it is asked, with words that are nobody's business. */
class BrokenDatabaseIT {
  private static final Clients clients = new Clients(Clients.freePort());

  @RegisterExtension
  static final CampfireExtension campfire = Product.nodeWithoutBudgets(clients).build();

  private static Scene scene;

  @BeforeAll
  static void arrange() {
    clients.open();
    scene = new Scene(campfire, clients);
  }

  @AfterAll
  static void close() {
    clients.close();
  }

  /** What is asked for is renamed under the running product, and got back. */
  @Test
  void whatNobodyExpectedIsInternalAndLeaksNothingAndPasses() {
    List<Command<?, ?>> commands = Product.commands();
    Map<String, Problem> refused = new TreeMap<>();
    Client ada = scene.socket(Actor.ADA);
    Client joe = scene.socket(Actor.JOE);
    List<String> tables = tables();

    tables.forEach(table -> campfire.sql("alter table " + table + " rename to gone_" + table));
    try {
      for (Command<?, ?> command : commands) {
        Client client = Product.of(command.audience()) == Actor.JOE ? joe : ada;
        JsonObject answer =
            client.request(command.address(), new JsonObject(scene.valid(command).toString()));
        if (answer.getString("type").equals("err")) {
          refused.put(
              command.address(), WireJson.readTrusted(answer.getString("message"), Problem.class));
        }
      }
      for (Route.ToCommand route : routes()) {
        Clients.Response answer =
            Asking.overHttp(
                clients,
                route,
                scene.token(Product.of(route.audience())),
                scene.valid(route.command()));
        if (answer.status() >= 400) {
          refused.put(route.method() + " " + route.path(), Asking.problem(answer));
        }
      }
    } finally {
      tables.forEach(table -> campfire.sql("alter table gone_" + table + " rename to " + table));
    }

    assertThat(refused)
        .containsKeys(
            "messaging.send",
            "messaging.get",
            "messaging.list",
            "analytics.rate",
            "GET /admin/organization",
            "PATCH /admin/agents/{agentId}",
            "PUT /admin/api-keys/{apiKeyId}/revocation");
    assertThat(refused.values())
        .allSatisfy(
            problem -> {
              assertThat(problem.code()).isEqualTo(ProblemCode.INTERNAL.wireName());
              assertThat(problem.toString())
                  .doesNotContainIgnoringCase("relation")
                  .doesNotContainIgnoringCase("select")
                  .doesNotContainIgnoringCase("exception")
                  .doesNotContain("messages")
                  .doesNotContain("42P01");
            });
    JsonObject again =
        ada.request("messaging.get", new JsonObject().put("conversationId", scene.conversation()));
    assertThat(again.getString("type")).as(again.encode()).isEqualTo("rec");
    ada.close();
    joe.close();
  }

  private static List<String> tables() {
    List<String> names = new ArrayList<>();
    for (Map<String, Object> row :
        campfire.sql(
            "select relname as name from pg_class where relnamespace = 'campfire'::regnamespace"
                + " and relname in ('conversations', 'messages', 'profiles', 'contacts',"
                + " 'organizations', 'api_keys')")) {
      names.add(row.get("name").toString());
    }
    return names;
  }

  private static List<Route.ToCommand> routes() {
    return RouteTable.ROUTES.stream()
        .filter(Route.ToCommand.class::isInstance)
        .map(Route.ToCommand.class::cast)
        .toList();
  }
}
