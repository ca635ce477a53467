package dev.campfire.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.campfire.bridge.house.Client;
import dev.campfire.bridge.house.Clients;
import dev.campfire.bridge.house.FakeIdentity.Session;
import dev.campfire.bridge.house.Town;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Presence as sockets see it, on one node. */
class PresenceIT {
  @RegisterExtension static final CampfireExtension campfire = CampfireExtension.nodes(1).build();

  @RegisterExtension static final Town town = new Town(campfire, 1);

  private final TestOrg org = campfire.org();
  private final Clients clients = town.at(0);
  private final Session ada = town.agent(org, "Ada");
  private final Session grace = town.agent(org, "Grace");

  private String feed(String name) {
    return "org:" + org.id() + ":" + name;
  }

  private static JsonObject body(JsonObject frame) {
    return frame.getJsonObject("body");
  }

  private boolean isOnline(Session agent) {
    return (Boolean)
        campfire
            .sql("select is_online from profiles where user_id = ?", agent.caller().id().value())
            .get(0)
            .get("is_online");
  }

  /** The last that was said of an agent on the feed, or null. */
  private static JsonObject lastWord(Client listener, String feed, Session agent) {
    JsonObject last = null;
    for (JsonObject frame : listener.frames(feed)) {
      JsonArray agents = body(frame).getJsonArray("agents", new JsonArray());
      for (int i = 0; i < agents.size(); i++) {
        if (agents.getJsonObject(i).getString("id").equals(agent.caller().id().toString())) {
          last = agents.getJsonObject(i);
        }
      }
    }
    return last;
  }

  private static boolean saysOnline(Client listener, String feed, Session agent, boolean online) {
    JsonObject last = lastWord(listener, feed, agent);
    return last != null && last.getBoolean("isOnline") == online;
  }

  @Test
  void anAgentIsOnlineWhileOneOfTheirDevicesIsConnected() {
    Client listener = clients.socket(grace.token());
    listener.register(feed("agents:presence"));
    Client phone = clients.socket(ada.token());
    Client laptop = clients.socket(ada.token());
    town.pass(Duration.ofSeconds(1));
    await().until(() -> saysOnline(listener, feed("agents:presence"), ada, true));

    phone.close();
    town.pass(Duration.ofSeconds(20));
    assertThat(saysOnline(listener, feed("agents:presence"), ada, true)).isTrue();
    assertThat(isOnline(ada)).isTrue();
    laptop.close();
    town.pass(Duration.ofSeconds(10));

    await().until(() -> saysOnline(listener, feed("agents:presence"), ada, false));
    assertThat(isOnline(ada)).isFalse();
    listener.close();
  }
}
