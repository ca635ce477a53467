package dev.campfire.analytics;

import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.analytics.ListEpisodes;
import dev.campfire.contract.analytics.ListRatings;
import dev.campfire.contract.analytics.RateEpisode;
import dev.campfire.contract.analytics.ReadAgents;
import dev.campfire.contract.analytics.ReadGroups;
import dev.campfire.contract.analytics.ReadHeatMap;
import dev.campfire.contract.analytics.ReadOverview;
import dev.campfire.contract.analytics.ReadSeries;
import dev.campfire.contract.id.OrgId;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/** What analytics answers, one method a command. */
final class AnalyticsCommands {
  private static final int DEFAULT_LIMIT = 50;

  /** For how long the first rating of an episode may be replaced (contract section 3a). */
  private static final Duration REPLACEABLE = Duration.ofDays(1);

  private final ReportStore reports;
  private final RatingStore ratings;
  private final Consumer<OrgId> moved;
  private final Clock clock;
  private final AnalyticsMeters meters;

  /**
   * @param moved is told when figures have moved without a message or a change
   */
  AnalyticsCommands(
      ReportStore reports,
      RatingStore ratings,
      Consumer<OrgId> moved,
      Clock clock,
      AnalyticsMeters meters) {
    this.reports = reports;
    this.ratings = ratings;
    this.moved = moved;
    this.clock = clock;
    this.meters = meters;
  }

  Future<ReadOverview.Overview> overview(Caller caller, ReadOverview request) {
    Stretch stretch = Stretch.of(request.from(), request.to(), request.timezone());
    return meters
        .report("overview", reports.overview(caller.org(), stretch))
        .onSuccess(overview -> meters.lag(overview.lagMs()));
  }

  Future<ReadSeries.Series> series(Caller caller, ReadSeries request) {
    Stretch stretch = Stretch.of(request.from(), request.to(), request.timezone());
    LocalBuckets buckets = LocalBuckets.of(stretch, request.bucket());
    return meters.report("series", reports.series(caller.org(), request.metric(), buckets));
  }

  Future<ReadAgents.Agents> agents(Caller caller, ReadAgents request) {
    Stretch stretch = Stretch.of(request.from(), request.to(), null);
    return meters.report("agents", reports.agents(caller.org(), stretch));
  }

  Future<ReadGroups.Groups> groups(Caller caller, ReadGroups request) {
    Stretch stretch = Stretch.of(request.from(), request.to(), null);
    return meters.report("groups", reports.groups(caller.org(), request.by(), stretch));
  }

  Future<ReadHeatMap.HeatMap> heatMap(Caller caller, ReadHeatMap request) {
    Stretch stretch = Stretch.of(request.from(), request.to(), request.timezone());
    return meters.report("heatMap", reports.heatMap(caller.org(), request.of(), stretch));
  }

  Future<ListEpisodes.Page> episodes(Caller caller, ListEpisodes request) {
    Stretch stretch = Stretch.of(request.from(), request.to(), null);
    return meters.report(
        "episodes",
        reports.episodes(
            caller.org(),
            kind(request.behind()),
            stretch,
            request.agentId(),
            cursor(request.before()),
            limit(request.limit())));
  }

  private static Counted kind(ListEpisodes.Behind behind) {
    return switch (behind) {
      case CONVERSATIONS_OPENED -> Counted.OPENED;
      case CONVERSATIONS_REOPENED -> Counted.REOPENED;
      case FIRST_RESPONSE_TIME -> Counted.FIRST_RESPONSE;
      case REPLY_TIME -> Counted.REPLY;
      case RESOLUTION_TIME -> Counted.RESOLUTION;
    };
  }

  Future<ListRatings.Page> ratings(Caller caller, ListRatings request) {
    Stretch stretch = Stretch.of(request.from(), request.to(), null);
    return meters.report(
        "ratings",
        reports.ratings(caller.org(), stretch, cursor(request.before()), limit(request.limit())));
  }

  Future<RateEpisode.Rated> rate(Caller caller, RateEpisode request) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return ratings
        .rate(
            caller.org(),
            caller.id(),
            request.conversationId(),
            new RatingStore.Opinion(request.score(), request.comment()),
            now,
            now.minus(REPLACEABLE))
        .onSuccess(rated -> moved.accept(caller.org()))
        .map(rated -> new RateEpisode.Rated());
  }

  private static PageCursor cursor(String before) {
    if (before == null) {
      return null;
    }
    try {
      return PageCursor.decode(before);
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid("before", "must be the next of an earlier page");
    }
  }

  private static int limit(Integer asked) {
    return asked == null ? DEFAULT_LIMIT : asked;
  }
}
