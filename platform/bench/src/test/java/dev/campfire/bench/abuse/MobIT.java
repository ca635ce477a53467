package dev.campfire.bench.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.campfire.bench.load.Cast;
import dev.campfire.bench.wire.Target;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole crowd at the door of a server that is told what to do with it. */
class MobIT {
  private static final String SILENT = Kind.SILENT.address();

  /** Says of each WebSocket that was refused that its connection is not used again. */
  private static final Logger TALKATIVE =
      Logger.getLogger("io.vertx.core.http.impl.HttpClientConnectionInternal");

  static {
    TALKATIVE.setLevel(Level.SEVERE);
  }

  private final Vertx vertx = Vertx.vertx();
  private final Map<String, Set<ServerWebSocket>> inside = new ConcurrentHashMap<>();

  @AfterEach
  void stop() {
    vertx.close();
  }

  private Mob mob(boolean isDoorOpenToTheSilent) throws Exception {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(MobIT::giveToken)
            .webSocketHandshakeHandler(
                handshake -> {
                  if (handshake.remoteAddress().host().equals(SILENT) && !isDoorOpenToTheSilent) {
                    handshake.reject(429);
                  } else {
                    handshake.accept();
                  }
                })
            .webSocketHandler(this::letIn);
    server
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
    Target target = new Target("127.0.0.1", server.actualPort(), false);
    return new Mob(new Cast(target, "demo", List.of("ada@demo.test"), "campfire", 1, 1));
  }

  private static void giveToken(HttpServerRequest request) {
    request
        .response()
        .end(
            new JsonObject()
                .put("accessToken", "token")
                .put("expiresAt", Instant.now().plusSeconds(900).toString())
                .toBuffer());
  }

  private void letIn(ServerWebSocket socket) {
    String address = socket.remoteAddress().host();
    Set<ServerWebSocket> ofKind =
        inside.computeIfAbsent(address, unknown -> ConcurrentHashMap.newKeySet());
    ofKind.add(socket);
    socket.closeHandler(gone -> ofKind.remove(socket));
    if (!address.equals(SILENT)) {
      // Whoever says something is sent away.
      socket.handler(frame -> socket.close((short) 4429));
    }
  }

  private static AbuseReport.Crowd of(Kind kind, List<AbuseReport.Crowd> crowd) {
    return crowd.stream().filter(each -> each.kind() == kind).findFirst().orElseThrow();
  }

  @Test
  void countsWhoIsTurnedAwayAtTheDoorAndWhoIsSentAwayLater() throws Exception {
    try (Mob mob = mob(false)) {
      mob.gather();
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> inside.keySet().size() == Kind.values().length - 1);

      List<AbuseReport.Crowd> crowd = mob.disperse(Duration.ofSeconds(30));

      AbuseReport.Crowd silent = of(Kind.SILENT, crowd);
      assertThat(silent.admitted()).isZero();
      assertThat(silent.turnedAway()).containsOnlyKeys("429");
      AbuseReport.Crowd flood = of(Kind.FLOOD, crowd);
      assertThat(flood.sentAway()).containsKey(4429);
      assertThat(flood.frames()).isPositive();
      assertThat(flood.stillInside()).isZero();
    }
  }

  @Test
  void saysWhoIsStillInside() throws Exception {
    try (Mob mob = mob(true)) {
      mob.gather();
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> inside.getOrDefault(SILENT, Set.of()).size() == Kind.SILENT.number());

      AbuseReport.Crowd silent = of(Kind.SILENT, mob.disperse(Duration.ofMillis(1)));

      assertThat(silent.stillInside()).isEqualTo(1_000);
      assertThat(silent.sentAway()).isEmpty();
    }
  }
}
