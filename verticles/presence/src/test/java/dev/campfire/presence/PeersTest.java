package dev.campfire.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.presence.PresenceNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PeersTest {
  private static final UUID OLD = new UUID(1, 1);
  private static final UUID SELF = new UUID(1, 2);
  private static final UUID YOUNG = new UUID(1, 3);

  private final Peers peers = new Peers(SELF);

  private void hear(UUID node, long nowMs) {
    peers.hear(new PresenceNode(node, false), nowMs);
  }

  @Test
  void whoeverIsAloneIsTheFirst() {
    hear(SELF, 0);

    assertThat(peers.isFirst(0)).isTrue();
    assertThat(peers.areNone(0)).isTrue();
  }

  @Test
  void theOldestIsTheFirstAndOneThatJoinsTakesNothingAway() {
    hear(YOUNG, 0);
    assertThat(peers.isFirst(0)).isTrue();

    hear(OLD, 0);

    assertThat(peers.isFirst(0)).isFalse();
    assertThat(peers.areNone(0)).isFalse();
  }

  @Test
  void theNextTakesOverWhenTheFirstIsSilent() {
    hear(OLD, 0);

    assertThat(peers.isFirst(4_999)).isFalse();
    assertThat(peers.isFirst(5_000)).isTrue();
  }

  @Test
  void orAtOnceWhenItSaysGoodbye() {
    hear(OLD, 0);

    peers.hear(new PresenceNode(OLD, true), 1);

    assertThat(peers.isFirst(1)).isTrue();
  }
}
