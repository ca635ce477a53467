package dev.campfire.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.bench.wire.TokenSource.Token;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenSourceTest {
  private static final Duration LIFE = Duration.ofMinutes(15);

  private final HandSet clock = new HandSet();
  private int fetched;
  private boolean refuses;
  private final TokenSource source = new TokenSource(this::fetch, clock, new Random(1));

  private static final class HandSet extends Clock {
    private Instant now = Instant.parse("2026-11-23T12:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private Future<Token> fetch() {
    fetched++;
    return refuses
        ? Future.failedFuture(RequestFailure.timeout("login"))
        : Future.succeededFuture(new Token("token " + fetched, clock.now.plus(LIFE)));
  }

  @Test
  void keepsATokenWhileItHasLifeInIt() {
    source.token();
    clock.now = clock.now.plus(Duration.ofMinutes(7));

    assertThat(source.token().result().text()).isEqualTo("token 1");
  }

  @Test
  void fetchesAnotherBeforeTheLastFifth() {
    source.token();
    assertThat(source.untilRenewalMs()).isBetween(450_000L, 720_000L);
    clock.now = clock.now.plus(Duration.ofMinutes(12));

    assertThat(source.token().result().text()).isEqualTo("token 2");
  }

  @Test
  void fetchesAnotherAfterAFailure() {
    refuses = true;
    assertThat(source.token().failed()).isTrue();
    refuses = false;

    assertThat(source.token().result().text()).isEqualTo("token 2");
  }

  @Test
  void fetchesAnotherWhenTheServerNoLongerTakesIt() {
    source.token();
    source.discard();

    assertThat(source.token().result().text()).isEqualTo("token 2");
  }
}
