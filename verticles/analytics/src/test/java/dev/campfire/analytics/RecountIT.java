package dev.campfire.analytics;

import static dev.campfire.testkit.CampfireExtension.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.analytics.KeyCount;
import dev.campfire.contract.analytics.ReadOverview.Overview;
import dev.campfire.contract.analytics.TimeFigure;
import dev.campfire.contract.messaging.Channel;
import dev.campfire.contract.messaging.SenderKind;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * On random histories, what is reckoned piece by piece is what plain SQL makes of all at once.
 * {@code -Danalytics.events=20000} for more of them.
 */
class RecountIT {
  private static final int EVENTS = Integer.getInteger("analytics.events", 1_500);
  private static final Set<String> VERIFY = Set.of(PgRecount.VERIFY);

  @RegisterExtension
  static final CampfireExtension campfire =
      CampfireExtension.nodes(1)
          .module(new AnalyticsModule())
          .configure("analytics.interval", "1m")
          .build();

  private record Told(int status, String text) {
    /** What is said of one organisation. */
    String of(TestOrg org) {
      int at = text.indexOf(org.id().toString());
      int next = text.indexOf("\n", at + 1);
      while (next >= 0 && next + 1 < text.length() && text.charAt(next + 1) == ' ') {
        next = text.indexOf("\n", next + 1);
      }
      return text.substring(at, next < 0 ? text.length() : next);
    }
  }

  private static Told recount(Set<String> flags) throws SQLException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Connection connection = campfire.connect()) {
      int status =
          new PgRecount()
              .run(connection, flags, new PrintStream(out, true, StandardCharsets.UTF_8));
      return new Told(status, out.toString(StandardCharsets.UTF_8));
    }
  }

  /** A history whose slices were each reckoned before the next. */
  private static TestOrg history(long seed, EpisodeRules rules) {
    TestOrg org = campfire.org();
    RandomHistory history = new RandomHistory(campfire, org, seed);
    Random random = new Random(seed);
    for (int left = EVENTS; left > 0; ) {
      int slice = Math.min(left, 1 + random.nextInt(EVENTS / 4));
      history.happen(slice);
      new Looks(campfire, org).reckonAll(rules, 1 + random.nextInt(30));
      left -= slice;
    }
    return org;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whatIsReckonedInPiecesIsWhatPlainSqlCountsAnew(long seed) throws SQLException {
    TestOrg org = history(seed, new EpisodeRules());

    assertThat(recount(VERIFY).of(org)).endsWith("equal");
  }

  @Test
  void aRebuildIsWhatWasReckoned() throws SQLException {
    TestOrg org = history(7, new EpisodeRules());
    List<Map<String, Object>> before = kept(org);

    assertThat(recount(Set.of()).status()).isZero();

    assertThat(kept(org)).isEqualTo(before);
    assertThat(recount(VERIFY).of(org)).endsWith("equal");
  }

  private static List<Map<String, Object>> kept(TestOrg org) {
    return campfire.sql(
        "select level, metric, at, key, count, total, longest from analytics_buckets"
            + " where org_id = ? order by 1, 2, 3, 4",
        org.id().value());
  }

  /** First plant: a bot's words count as a reply. */
  @Test
  void rulesThatTakeABotForAPersonAreFoundOut() throws SQLException {
    TestOrg org =
        history(
            8,
            new EpisodeRules() {
              @Override
              boolean isReply(Happening message) {
                return message.isFrom(SenderKind.AGENT) || message.isFrom(SenderKind.BOT);
              }
            });

    Told told = recount(VERIFY);

    assertThat(told.status()).isEqualTo(1);
    assertThat(told.of(org)).contains("differs", "facts:");
  }

  /** Second plant: an episode begins a minute before its reopening. */
  @Test
  void rulesThatBeginAnEpisodeTooEarlyAreFoundOut() throws SQLException {
    TestOrg org =
        history(
            9,
            new EpisodeRules() {
              @Override
              Course next(
                  Course before, Happening happening, Channel channel, Consumer<Fact> counts) {
                Course after = super.next(before, happening, channel, counts);
                boolean reopened = happening.what() == Happening.What.REOPENED;
                return reopened ? after.inEpisodeSince(happening.at().minusSeconds(60)) : after;
              }
            });

    assertThat(recount(VERIFY).of(org)).contains("differs", "facts:");
  }

  /** Third plant: whoever has the conversation gets the credit, not whoever replied. */
  @Test
  void rulesThatCreditTheAssigneeAreFoundOut() throws SQLException {
    TestOrg org =
        history(
            10,
            new EpisodeRules() {
              @Override
              Course next(
                  Course before, Happening happening, Channel channel, Consumer<Fact> counts) {
                return super.next(
                    before,
                    happening,
                    channel,
                    fact ->
                        counts.accept(
                            fact.kind() == Counted.REPLY && before.assignee() != null
                                ? new Fact(
                                    fact.kind(),
                                    fact.at(),
                                    fact.changeSeq(),
                                    fact.ms(),
                                    before.assignee(),
                                    fact.channel(),
                                    fact.tags(),
                                    null)
                                : fact));
              }
            });

    assertThat(recount(VERIFY).of(org)).contains("differs", "facts:");
  }

  /** A plant in what is kept: a sketch that does not hold what its sum says. */
  @Test
  void aSketchThatLostSomethingIsFoundOut() throws SQLException {
    TestOrg org = history(11, new EpisodeRules());
    campfire.sql(
        """
        update analytics_buckets set sketch = (
          select sketch from analytics_buckets b where b.org_id = ? and b.level = 0
            and b.metric = 4 and b.key = '' order by at limit 1)
        where org_id = ? and level = 2 and metric = 4 and key = ''""",
        org.id().value(),
        org.id().value());

    assertThat(recount(VERIFY).of(org)).contains("the sketch of REPLY at level 2");
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void anOverviewOfAnyStretchOnAnyClocksIsWhatPlainSqlCounts(long seed) {
    TestOrg org = history(seed, new EpisodeRules());
    Random random = new Random(seed);
    for (int i = 0; i < 25; i++) {
      Instant from =
          Instant.parse("2026-03-27T00:00:00.000Z")
              .plusMillis(random.nextInt(6 * 24 * 3_600_000) / 900 * 900L);
      Instant to = from.plusMillis(random.nextInt(5 * 24 * 3_600_000));
      String zone =
          List.of("UTC", "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe")
              .get(random.nextInt(4));
      for (int exactUpTo : List.of(0, 100_000)) {
        Overview overview =
            await(
                new PgReportStore(campfire.database(), exactUpTo)
                    .overview(org.id(), Stretch.of(from, to, zone)));
        assertIsPlain(overview, org, from, to, zone, exactUpTo > 0);
      }
    }
  }

  private static void assertIsPlain(
      Overview overview, TestOrg org, Instant from, Instant to, String zone, boolean exact) {
    Plain plain = new Plain(campfire, org, from, to);
    assertThat(overview.conversationsOpened()).isEqualTo(plain.count(1));
    assertThat(overview.conversationsReopened()).isEqualTo(plain.count(2));
    assertThat(overview.conversationsResolved()).isEqualTo(plain.count(5));
    assertTime(overview.firstResponseTime(), plain.time(3), exact);
    assertTime(overview.replyTime(), plain.time(4), exact);
    assertTime(overview.resolutionTime(), plain.time(5), exact);
    assertTime(overview.firstResponseBusinessTime(), plain.time(10), exact);
    assertTime(overview.replyBusinessTime(), plain.time(11), exact);
    assertTime(overview.resolutionBusinessTime(), plain.time(12), exact);
    assertThat(map(overview.messagesByKind())).isEqualTo(plain.messages("sender_kind"));
    assertThat(map(overview.byHour()))
        .isEqualTo(
            plain.messages("extract(hour from sent_at at time zone '" + zone + "')::int::text"));
    assertThat(map(overview.byChannel())).isEqualTo(plain.facts(1, "channel"));
    assertThat(map(overview.byAgent())).isEqualTo(plain.facts(4, "agent_id::text"));
    assertThat(map(overview.usage())).isEqualTo(plain.uses());
    assertThat(overview.conversationsActive()).isEqualTo(plain.conversations());
    assertThat(overview.contactsActive()).isEqualTo(plain.contacts());
    assertThat(overview.openNow()).isEqualTo(plain.open(""));
    assertThat(overview.waitingNow()).isEqualTo(plain.open("and last_sender_kind = 'contact'"));
  }

  private static Map<String, Long> map(List<KeyCount> counts) {
    return counts.stream()
        .collect(Collectors.toMap(KeyCount::key, KeyCount::count, Long::sum, TreeMap::new));
  }

  private static void assertTime(TimeFigure figure, TimeFigure plain, boolean exact) {
    if (plain == null || exact) {
      assertThat(figure).isEqualTo(plain);
      return;
    }
    assertThat(figure.count()).isEqualTo(plain.count());
    assertThat(figure.mean()).isEqualTo(plain.mean());
    assertThat(figure.max()).isEqualTo(plain.max());
    // The error that docs/analytics.md states.
    assertThat((double) figure.p50()).isBetween(plain.p50() * 0.996 - 1, plain.p50() * 1.004 + 1);
    assertThat((double) figure.p90()).isBetween(plain.p90() * 0.996 - 1, plain.p90() * 1.004 + 1);
  }
}
