package dev.campfire.dist.refusals;

import static dev.campfire.dist.refusals.Asking.assertIs;

import dev.campfire.bridge.house.Client;
import dev.campfire.bridge.house.Clients;
import dev.campfire.bridge.http.Route;
import dev.campfire.bridge.http.RouteTable;
import dev.campfire.contract.Problem;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.address.Command;
import dev.campfire.testkit.CampfireExtension;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever has spent their budget is refused at every address and route, and told when to come. */
class BudgetsIT {
  private static final Map<String, Object> NARROW = Map.of("perSecond", 1, "burst", 60);
  private static final Clients clients = new Clients(Clients.freePort());

  /** The clock stands still, so what is spent stays spent. */
  @RegisterExtension
  static final CampfireExtension campfire =
      Product.node(clients)
          .configure("bridge.limits.requests", NARROW)
          .configure("bridge.limits.messages", NARROW)
          .build();

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

  @Test
  void aCallerOverTheirBudgetIsRefusedEverywhere() {
    Client admin = scene.socket(Actor.ADMIN);
    for (int i = 0; i < 60; i++) {
      admin.request("messaging.list", new JsonObject());
      clients.post(
          "/api/v1/conversations/" + scene.conversation() + "/messages",
          scene.token(Actor.ADMIN),
          "{\"content\":\"" + i + "\"}");
    }
    List<String> before = scene.state();

    for (Command<?, ?> command : Product.commands()) {
      if (command.audience().includes(Actor.ADMIN.role())) {
        Problem refused = Asking.overTheBus(admin, command, scene.valid(command));
        assertIs(refused, command.address(), ProblemCode.RATE_LIMITED, null);
      }
    }
    for (Route route : RouteTable.ROUTES) {
      if (route instanceof Route.ToCommand call && call.audience().includes(Actor.ADMIN.role())) {
        Problem refused =
            Asking.problem(
                Asking.overHttp(
                    clients, call, scene.token(Actor.ADMIN), scene.valid(call.command())));
        assertIs(refused, call.path(), ProblemCode.RATE_LIMITED, null);
      }
    }
    org.assertj.core.api.Assertions.assertThat(scene.state()).containsExactlyElementsOf(before);
    admin.close();
  }
}
