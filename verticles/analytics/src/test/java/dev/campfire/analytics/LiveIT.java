package dev.campfire.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.campfire.contract.Caller;
import dev.campfire.contract.analytics.Analytics;
import dev.campfire.contract.analytics.ListEpisodes;
import dev.campfire.contract.analytics.ListEpisodes.Behind;
import dev.campfire.contract.analytics.ReadHeatMap;
import dev.campfire.contract.analytics.ReadOverview;
import dev.campfire.contract.analytics.ReadOverview.Overview;
import dev.campfire.contract.messaging.SenderKind;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two nodes look at the same, each on its schedule. */
class LiveIT {
  @RegisterExtension
  static final CampfireExtension campfire =
      CampfireExtension.nodes(2)
          .module(new AnalyticsModule())
          .configure("analytics.interval", "50ms")
          .build();

  private static Overview overview(int node, Caller agent) {
    Instant now = campfire.clock().instant();
    return CampfireExtension.await(
        campfire
            .bus(node)
            .request(
                Analytics.OVERVIEW,
                agent,
                new ReadOverview(now.minus(Duration.ofDays(1)), now.plusMillis(1), null)));
  }

  private static long announcements(TestOrg org) {
    String address = Analytics.FEED.at(org.id()).toString();
    return campfire.events(0).stream().filter(frame -> frame.address().equals(address)).count();
  }

  @Test
  void whatIsCommittedIsCountedOnceByTwoNodesAndAnnouncedOnceASecond() {
    TestOrg org = campfire.org();
    Caller agent = org.agent();
    List<Story> stories = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      stories.add(
          Story.open(campfire, org, UUID.randomUUID(), "web", campfire.clock().instant())
              .says(SenderKind.CONTACT, UUID.randomUUID(), campfire.clock().instant()));
    }

    await().untilAsserted(() -> assertThat(overview(1, agent).waitingNow()).isEqualTo(30));
    await().untilAsserted(() -> assertThat(announcements(org)).isEqualTo(1));

    stories.forEach(
        story ->
            story
                .says(SenderKind.AGENT, agent.id().value(), campfire.clock().instant())
                .resolves(agent.id().value(), campfire.clock().instant().toString()));
    await()
        .untilAsserted(() -> assertThat(overview(0, agent).conversationsResolved()).isEqualTo(30));
    // The clock stands, so the second has not passed.
    assertThat(announcements(org)).isEqualTo(1);
    campfire.clock().advance(Duration.ofSeconds(1));
    await().untilAsserted(() -> assertThat(announcements(org)).isEqualTo(2));

    Overview settled = overview(1, agent);
    assertThat(settled.openNow()).isZero();
    assertThat(settled.conversationsOpened()).isEqualTo(30);
    assertThat(settled.replyTime().count()).isEqualTo(30);
    assertThat(settled.complete()).isTrue();
    assertThat(behind(agent, 30)).hasSize(30);
    assertThat(heatMap(agent)).isEqualTo(30);
  }

  /** Page by page, each conversation once. */
  private static Set<UUID> behind(Caller agent, int most) {
    Set<UUID> found = new java.util.HashSet<>();
    String before = null;
    for (int pages = 0; pages < most; pages++) {
      Instant now = campfire.clock().instant();
      ListEpisodes.Page page =
          CampfireExtension.await(
              campfire
                  .bus()
                  .request(
                      Analytics.EPISODES,
                      agent,
                      new ListEpisodes(
                          Behind.RESOLUTION_TIME,
                          now.minus(Duration.ofDays(1)),
                          now,
                          agent.id(),
                          before,
                          7)));
      Set<UUID> ids =
          page.items().stream()
              .map(item -> item.conversationId().value())
              .collect(Collectors.toSet());
      assertThat(found).doesNotContainAnyElementsOf(ids);
      found.addAll(ids);
      before = page.next();
      if (before == null) {
        break;
      }
    }
    return found;
  }

  private static long heatMap(Caller agent) {
    Instant now = campfire.clock().instant();
    return CampfireExtension.await(
            campfire
                .bus()
                .request(
                    Analytics.HEAT_MAP,
                    agent,
                    new ReadHeatMap(
                        ReadHeatMap.Of.CONTACT_MESSAGES,
                        now.minus(Duration.ofDays(1)),
                        now,
                        "Asia/Kathmandu")))
        .cells()
        .stream()
        .mapToLong(ReadHeatMap.Cell::count)
        .sum();
  }
}
