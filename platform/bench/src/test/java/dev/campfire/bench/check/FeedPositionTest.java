package dev.campfire.bench.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeedPositionTest {
  private final FeedPosition position = new FeedPosition();

  @BeforeEach
  void join() {
    position.head(1);
  }

  @Test
  void startsWhereTheFeedWasJoined() {
    assertThat(position.isBehind()).isFalse();
    assertThat(position.followed()).isEqualTo(1);
  }

  @Test
  void followsWhatComesInTurn() {
    position.heard(2);
    position.heard(3);

    assertThat(position.followed()).isEqualTo(3);
    assertThat(position.isBehind()).isFalse();
  }

  @Test
  void noticesAGapAndForgetsItWhenTheLateOneComes() {
    position.heard(3);
    assertThat(position.isBehind()).isTrue();

    position.heard(2);
    assertThat(position.isBehind()).isFalse();
    assertThat(position.followed()).isEqualTo(3);
  }

  @Test
  void isBehindAHeadThatItHasNotHeardOf() {
    position.head(4);
    assertThat(position.isBehind()).isTrue();
    assertThat(position.followed()).isEqualTo(1);

    position.synced(4);
    assertThat(position.isBehind()).isFalse();
  }

  @Test
  void joinsWhatItHeardToWhatSyncFilled() {
    position.heard(5);
    position.heard(6);
    position.synced(4);

    assertThat(position.followed()).isEqualTo(6);
    assertThat(position.isBehind()).isFalse();
  }

  @Test
  void anEventBeforeTheJoinIsNotAGap() {
    FeedPosition early = new FeedPosition();
    early.heard(2);
    early.head(2);

    assertThat(early.isBehind()).isFalse();
  }

  @Test
  void aRepeatChangesNothing() {
    position.heard(2);
    position.heard(2);
    position.heard(1);

    assertThat(position.followed()).isEqualTo(2);
    assertThat(position.isBehind()).isFalse();
  }
}
