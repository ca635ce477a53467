package dev.campfire.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.campfire.bridge.house.Client;
import dev.campfire.bridge.house.FakeIdentity.Session;
import dev.campfire.bridge.house.House;
import dev.campfire.testkit.CampfireExtension;
import io.vertx.core.json.JsonObject;
import java.net.BindException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How a node comes and goes. */
class LeavingIT {
  @RegisterExtension static final House house = new House();

  @Test
  void aNodeThatLeavesTellsItsClientsAndClosesThemAll() {
    Session agent = house.identity.agent(house.identity.org());
    String feed = "org:" + agent.org() + ":user:" + agent.caller().id();
    Client listening = house.socket(agent.token());
    listening.register(feed);
    List<Client> clients =
        IntStream.range(0, 30).mapToObj(i -> house.socket(agent.token())).toList();
    Client stranger = house.socket();

    long startedAt = System.nanoTime();
    house.stop();
    long tookMs = (System.nanoTime() - startedAt) / 1_000_000;

    assertThat(clients).allSatisfy(client -> assertThat(client.closeCode()).isEqualTo(4503));
    assertThat(listening.closeCode()).isEqualTo(4503);
    assertThat(stranger.closeCode()).isEqualTo(4503);
    assertThat(listening.frames(feed))
        .last()
        .satisfies(
            frame ->
                assertThat(frame.getJsonObject("body").getString("type"))
                    .isEqualTo("node.draining"));
    assertThat(clients).allSatisfy(client -> assertThat(client.frames(feed)).isEmpty());
    assertThat(tookMs).isGreaterThanOrEqualTo(500);
    house.start();
  }

  /** The only node of this house would have nobody else to ask. */
  @Test
  void whoIsStillThereIsServedUntilTheyAreSentAway() {
    Session agent = house.identity.agent(house.identity.org());
    List<Client> clients =
        IntStream.range(0, 30).mapToObj(i -> house.socket(agent.token())).toList();

    CompletableFuture<Void> left = CompletableFuture.runAsync(house::stop);
    Awaitility.await().until(() -> clients.stream().anyMatch(Client::isClosed));
    Map<Client, String> asked = new HashMap<>();
    clients.stream()
        .filter(client -> !client.isClosed())
        .forEach(client -> asked.put(client, client.ask("messaging.list", new JsonObject())));
    left.join();

    List<String> answers = new ArrayList<>();
    asked.forEach(
        (client, replyAddress) ->
            client.frames(replyAddress).forEach(frame -> answers.add(frame.getString("type"))));
    assertThat(answers).isNotEmpty().containsOnly("rec");
    house.start();
  }

  @Test
  void aNodeWithoutClientsLeavesAtOnce() {
    long startedAt = System.nanoTime();
    house.stop();
    long tookMs = (System.nanoTime() - startedAt) / 1_000_000;

    // Less than clients are given to go.
    assertThat(tookMs).isLessThan(2_500);
    assertThatThrownBy(house::socket)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(ConnectException.class);
    house.start();
    house.socket().close();
  }

  @Test
  void aBusyPortFailsTheStartWithItsCause() {
    assertThatThrownBy(() -> CampfireExtension.await(house.tryStart()))
        .satisfies(
            failure -> assertThat(causes(failure)).anyMatch(BindException.class::isInstance));

    house.socket().close();
  }

  private static List<Throwable> causes(Throwable failure) {
    return java.util.stream.Stream.iterate(failure, java.util.Objects::nonNull, Throwable::getCause)
        .toList();
  }
}
