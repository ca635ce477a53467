package dev.campfire.bridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WatchedFeedsTest {
  private final WatchedFeeds feeds = new WatchedFeeds();

  @Test
  void whatNobodyListensToIsNotRelayedAndNotKept() {
    assertThat(feeds.advance("a", 7)).isFalse();
    assertThat(feeds.isBehind("a", 8)).isFalse();
    assertThat(feeds.size()).isZero();
  }

  @Test
  void aFeedIsWatchedUntilItsLastSocketLeaves() {
    feeds.join("a");
    feeds.join("a");
    feeds.leave("a");

    assertThat(feeds.advance("a", 1)).isTrue();
    feeds.leave("a");
    assertThat(feeds.advance("a", 2)).isFalse();
    assertThat(feeds.size()).isZero();
  }

  @Test
  void itKnowsTheHighestChangeWhateverTheirOrder() {
    feeds.join("a");
    feeds.advance("a", 5);
    feeds.advance("a", 3);
    feeds.advance("a", 0);
    feeds.join("a");

    assertThat(feeds.isBehind("a", 5)).isFalse();
    assertThat(feeds.isBehind("a", 6)).isTrue();
  }

  @Test
  void whoJoinsLaterDoesNotHideWhatOthersHaveMissed() {
    feeds.join("a");
    feeds.told("a", 5);
    feeds.join("a");
    feeds.told("a", 6);

    assertThat(feeds.isBehind("a", 6)).isTrue();
  }

  @Test
  void whoHasBeenToldNothingYetIsNotBehind() {
    feeds.join("a");

    assertThat(feeds.isBehind("a", 6)).isFalse();
    feeds.told("a", 5);
    assertThat(feeds.isBehind("a", 6)).isTrue();
  }

  @Test
  void anAnswerThatWasReadBeforeAnEventLeavesRoomForDoubt() {
    feeds.join("a");
    feeds.advance("a", 7);
    feeds.told("a", 5);

    assertThat(feeds.isBehind("a", 7)).isTrue();
  }
}
