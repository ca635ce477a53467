package dev.campfire.bench.ceiling;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EchoIT {
  @Test
  void sendsFramesThroughAProcessOfItsOwnAndLeavesNoneBehind() throws Exception {
    Vertx vertx = Vertx.vertx();
    long before = ProcessHandle.current().children().count();
    try (Echo echo = Echo.start()) {
      assertThat(ProcessHandle.current().children().count()).isEqualTo(before + 1);
      Double roundTrips =
          echo.measure(vertx, 100, 50_000_000, 200_000_000).await(20, TimeUnit.SECONDS);

      assertThat(roundTrips).isPositive();
    } finally {
      vertx.close().await(20, TimeUnit.SECONDS);
    }
    assertThat(ProcessHandle.current().children().count()).isEqualTo(before);
  }
}
