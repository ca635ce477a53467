package dev.campfire.analytics;

import dev.campfire.contract.analytics.ListEpisodes;
import dev.campfire.contract.analytics.ListRatings;
import dev.campfire.contract.analytics.Metric;
import dev.campfire.contract.analytics.ReadAgents;
import dev.campfire.contract.analytics.ReadGroups;
import dev.campfire.contract.analytics.ReadHeatMap;
import dev.campfire.contract.analytics.ReadOverview;
import dev.campfire.contract.analytics.ReadSeries;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import io.vertx.core.Future;

/**
 * Answers reports from what the reckoning keeps. Everything fails with {@code unavailable} when the
 * database of reports does not answer in its time.
 */
interface ReportStore {

  Future<ReadOverview.Overview> overview(OrgId org, Stretch stretch);

  Future<ReadSeries.Series> series(OrgId org, Metric metric, LocalBuckets buckets);

  Future<ReadAgents.Agents> agents(OrgId org, Stretch stretch);

  Future<ReadGroups.Groups> groups(OrgId org, ReadGroups.By by, Stretch stretch);

  Future<ReadHeatMap.HeatMap> heatMap(OrgId org, ReadHeatMap.Of of, Stretch stretch);

  /**
   * @param agent only theirs, or null
   * @param before the place of the page before, or null
   */
  Future<ListEpisodes.Page> episodes(
      OrgId org, Counted kind, Stretch stretch, PersonId agent, PageCursor before, int limit);

  Future<ListRatings.Page> ratings(OrgId org, Stretch stretch, PageCursor before, int limit);
}
