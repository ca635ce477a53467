package dev.campfire.analytics;

import static dev.campfire.testkit.CampfireExtension.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.Caller;
import dev.campfire.contract.analytics.Analytics;
import dev.campfire.contract.analytics.KeyCount;
import dev.campfire.contract.analytics.Metric;
import dev.campfire.contract.analytics.ReadGroups;
import dev.campfire.contract.analytics.ReadOverview;
import dev.campfire.contract.analytics.ReadOverview.Overview;
import dev.campfire.contract.analytics.ReadSeries;
import dev.campfire.contract.analytics.ReadSeries.Bucket;
import dev.campfire.contract.analytics.ReadSeries.Point;
import dev.campfire.contract.analytics.TimeFigure;
import dev.campfire.contract.messaging.SenderKind;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The example of docs/analytics.md, computed there by hand. */
class ExamplesIT {
  @RegisterExtension
  static final CampfireExtension campfire =
      CampfireExtension.nodes(1)
          .module(new AnalyticsModule())
          // Looks are asked for by the test.
          .configure("analytics.interval", "1m")
          .build();

  private static TestOrg org;
  private static Caller agent;
  private static UUID ada;
  private static UUID grace;

  @BeforeAll
  static void theTwoConversationsOfTheExample() {
    org = campfire.org();
    agent = org.agent("Ada");
    ada = agent.id().value();
    grace = org.agent("Grace").id().value();
    campfire.sql(
        """
        insert into business_hours (org_id, since, timezone, week, holidays)
        select ?, '2026-01-01Z', 'Europe/Berlin', jsonb_agg(jsonb_build_object(
          'weekday', d, 'fromMinute', 540, 'toMinute', 725)), '{2026-04-03}'
        from generate_series(1, 5) d""",
        org.id().value());
    UUID bot = UUID.randomUUID();
    Story tents = Story.open(campfire, org, "2026-03-28T22:50:00.000Z");
    tents
        .says("2026-03-28T22:50:00.000Z")
        .says(SenderKind.BOT, bot, "2026-03-28T22:50:01.000Z")
        .says("2026-03-28T22:52:00.000Z")
        .assign(grace, grace, Instant.parse("2026-03-28T22:54:00.000Z"))
        .says(SenderKind.AGENT, ada, "2026-03-28T22:55:00.000Z")
        .says(SenderKind.AGENT, ada, "2026-03-28T22:55:30.000Z")
        .tag(grace, Instant.parse("2026-03-28T23:01:00.000Z"))
        .says("2026-03-28T23:05:00.000Z")
        .says(SenderKind.AGENT, grace, "2026-03-28T23:06:00.000Z")
        .says("2026-03-28T23:10:00.000Z")
        .resolves(ada, "2026-03-28T23:20:00.000Z")
        // Five days later, the same conversation.
        .says("2026-04-02T10:00:00.000Z")
        .says(SenderKind.AGENT, ada, "2026-04-02T10:10:00.000Z")
        .edits(1, Instant.parse("2026-04-02T10:11:00.000Z"))
        .resolves(ada, "2026-04-02T10:30:00.000Z");
    Story.open(campfire, org, UUID.randomUUID(), "email", Instant.parse("2026-03-29T00:15:00.000Z"))
        .says("2026-03-29T00:15:00.000Z");
    reckon();
  }

  private static void reckon() {
    new Looks(campfire, org).reckonAll(new EpisodeRules(), 3);
  }

  private static Overview overview(String from, String to, String zone) {
    return await(
        campfire
            .bus()
            .request(
                Analytics.OVERVIEW,
                agent,
                new ReadOverview(Instant.parse(from), Instant.parse(to), zone)));
  }

  @Test
  void theFiguresOfBothWeeksAreThoseOfTheDocument() {
    Overview all = overview("2026-03-28T00:00:00Z", "2026-04-04T00:00:00Z", "Europe/Berlin");

    assertThat(all.conversationsOpened()).isEqualTo(2);
    assertThat(all.conversationsReopened()).isEqualTo(1);
    assertThat(all.conversationsResolved()).isEqualTo(2);
    assertThat(all.resolutionRate()).isEqualTo(1.0);
    assertThat(all.openNow()).isEqualTo(1);
    assertThat(all.waitingNow()).isEqualTo(1);
    assertThat(all.firstResponseTime())
        .isEqualTo(new TimeFigure(2, 300_000, 600_000, 450_000, 600_000));
    assertThat(all.replyTime()).isEqualTo(new TimeFigure(3, 300_000, 600_000, 320_000, 600_000));
    assertThat(all.resolutionTime())
        .isEqualTo(new TimeFigure(2, 1_800_000, 1_800_000, 1_800_000, 1_800_000));
    assertThat(all.messagesByKind())
        .containsExactly(
            new KeyCount("contact", 6, null),
            new KeyCount("agent", 4, null),
            new KeyCount("bot", 1, null));
    assertThat(all.byChannel())
        .containsExactly(new KeyCount("email", 1, null), new KeyCount("web", 1, null));
    assertThat(all.byAgent())
        .containsExactly(
            new KeyCount(ada.toString(), 2, "Ada"), new KeyCount(grace.toString(), 1, "Grace"));
    assertThat(all.byHour())
        .containsExactly(
            new KeyCount("0", 3, null),
            new KeyCount("1", 1, null),
            new KeyCount("12", 2, null),
            new KeyCount("23", 5, null));
    assertThat(all.contactsActive()).isEqualTo(2);
    assertThat(all.csat().score()).isNull();
    assertThat(all.csat().asked()).isEqualTo(2);
    assertThat(all.reopenRate()).isEqualTo(0.5);
    assertThat(all.conversationsActive()).isEqualTo(2);
    assertThat(all.conversationsPerContact()).isEqualTo(1.0);
    assertThat(all.messagesPerConversation()).isEqualTo(5.5);
    assertThat(all.usage())
        .containsExactly(new KeyCount("assignment", 1, null), new KeyCount("tags", 1, null));
  }

  @Test
  void inBusinessHoursOnlyTheMinutesThatWereOpenCount() {
    Overview all = overview("2026-03-28T00:00:00Z", "2026-04-04T00:00:00Z", null);

    assertThat(all.firstResponseBusinessTime())
        .isEqualTo(new TimeFigure(2, 0, 300_000, 150_000, 300_000));
    assertThat(all.replyBusinessTime()).isEqualTo(new TimeFigure(3, 0, 300_000, 100_000, 300_000));
    assertThat(all.resolutionBusinessTime())
        .isEqualTo(new TimeFigure(2, 0, 300_000, 150_000, 300_000));
  }

  @Test
  void timesByChannelAndByTag() {
    assertThat(groups(ReadGroups.By.CHANNEL))
        .containsExactly(
            new ReadGroups.Group(
                "web",
                new TimeFigure(2, 300_000, 600_000, 450_000, 600_000),
                new TimeFigure(3, 300_000, 600_000, 320_000, 600_000),
                new TimeFigure(2, 1_800_000, 1_800_000, 1_800_000, 1_800_000)));
    assertThat(groups(ReadGroups.By.TAG))
        .containsExactly(
            new ReadGroups.Group(
                "late",
                new TimeFigure(1, 600_000, 600_000, 600_000, 600_000),
                new TimeFigure(2, 60_000, 600_000, 330_000, 600_000),
                new TimeFigure(2, 1_800_000, 1_800_000, 1_800_000, 1_800_000)));
  }

  private static List<ReadGroups.Group> groups(ReadGroups.By by) {
    return await(
            campfire
                .bus()
                .request(
                    Analytics.GROUPS,
                    agent,
                    new ReadGroups(
                        by,
                        Instant.parse("2026-03-28T00:00:00Z"),
                        Instant.parse("2026-04-04T00:00:00Z"))))
        .groups();
  }

  @Test
  void aStretchBeginsWithItsFirstMomentAndEndsBeforeItsLast() {
    Overview one = overview("2026-03-28T22:55:00.000Z", "2026-03-28T23:06:00.000Z", null);

    assertThat(one.replyTime().count()).isEqualTo(1);
    assertThat(one.replyTime().max()).isEqualTo(300_000);
    assertThat(one.messagesByKind())
        .containsExactly(new KeyCount("agent", 2, null), new KeyCount("contact", 1, null));
    assertThat(one.contactsActive()).isEqualTo(1);
    assertThat(one.conversationsOpened()).isZero();
    assertThat(one.resolutionRate()).isNull();
    assertThat(one.resolutionTime()).isNull();
  }

  @Test
  void anEmptyStretchHasNoFiguresButNoFault() {
    Overview none = overview("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", "Asia/Kathmandu");

    assertThat(none.firstResponseTime()).isNull();
    assertThat(none.byHour()).isEmpty();
    assertThat(none.contactsActive()).isZero();
  }

  @Test
  void aDayIsAsLongAsTheClocksOfThePlaceSay() {
    List<Point> days =
        series(Metric.MESSAGES_BY_KIND, "2026-03-27T23:00:00Z", "2026-03-30T22:00:00Z");

    // The night to the 29th is the one in which clocks go forward: that day has 23 hours.
    assertThat(days)
        .containsExactly(
            new Point(Instant.parse("2026-03-27T23:00:00Z"), 5.0, 5),
            new Point(Instant.parse("2026-03-28T23:00:00Z"), 4.0, 4),
            new Point(Instant.parse("2026-03-29T22:00:00Z"), 0.0, 0));
  }

  @Test
  void aTimesCourseIsItsMedianAndHasEveryBucket() {
    assertThat(series(Metric.REPLY_TIME, "2026-03-27T23:00:00Z", "2026-03-30T22:00:00Z"))
        .containsExactly(
            new Point(Instant.parse("2026-03-27T23:00:00Z"), 300_000.0, 1),
            new Point(Instant.parse("2026-03-28T23:00:00Z"), 60_000.0, 1),
            new Point(Instant.parse("2026-03-29T22:00:00Z"), null, 0));
    assertThat(series(Metric.OPEN_NOW, "2026-03-27T23:00:00Z", "2026-04-02T22:00:00Z"))
        .extracting(Point::value)
        .containsExactly(1.0, 1.0, 1.0, 1.0, 1.0, 1.0);
    assertThat(series(Metric.CONTACTS_ACTIVE, "2026-03-27T23:00:00Z", "2026-03-30T22:00:00Z"))
        .extracting(Point::value)
        .containsExactly(1.0, 2.0, 0.0);
  }

  private static List<Point> series(Metric metric, String from, String to) {
    return await(
            campfire
                .bus()
                .request(
                    Analytics.SERIES,
                    agent,
                    new ReadSeries(
                        metric,
                        Instant.parse(from),
                        Instant.parse(to),
                        Bucket.DAY,
                        "Europe/Berlin")))
        .points();
  }
}
