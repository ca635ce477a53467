package dev.campfire.contract.analytics;

import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.address.Audience;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.address.Topic;
import java.util.List;

/** The addresses of analytics. */
public final class Analytics {
  private Analytics() {}

  public static final Command<ReadOverview, ReadOverview.Overview> OVERVIEW =
      Command.of(
          "analytics.overview", ReadOverview.class, ReadOverview.Overview.class, Audience.AGENTS);

  public static final Command<ReadSeries, ReadSeries.Series> SERIES =
      Command.of("analytics.series", ReadSeries.class, ReadSeries.Series.class, Audience.AGENTS);

  public static final Command<ReadAgents, ReadAgents.Agents> AGENTS =
      Command.of("analytics.agents", ReadAgents.class, ReadAgents.Agents.class, Audience.AGENTS);

  public static final Command<ReadGroups, ReadGroups.Groups> GROUPS =
      Command.of("analytics.groups", ReadGroups.class, ReadGroups.Groups.class, Audience.AGENTS);

  public static final Command<ReadHeatMap, ReadHeatMap.HeatMap> HEAT_MAP =
      Command.of(
          "analytics.heatMap", ReadHeatMap.class, ReadHeatMap.HeatMap.class, Audience.AGENTS);

  public static final Command<ListEpisodes, ListEpisodes.Page> EPISODES =
      Command.of(
          "analytics.episodes", ListEpisodes.class, ListEpisodes.Page.class, Audience.AGENTS);

  public static final Command<ListRatings, ListRatings.Page> RATINGS =
      Command.of("analytics.ratings", ListRatings.class, ListRatings.Page.class, Audience.AGENTS);

  public static final Command<RateEpisode, RateEpisode.Rated> RATE =
      Command.of(
          "analytics.rate",
          RateEpisode.class,
          RateEpisode.Rated.class,
          Audience.CONTACTS,
          ProblemCode.NOT_FOUND,
          ProblemCode.CONFLICT);

  /** That an organisation's figures have moved. */
  public static final Topic<AnalyticsEvent> FEED =
      Topic.ofOrganization("analytics", AnalyticsEvent.class, Audience.AGENTS);

  public static final List<Command<?, ?>> COMMANDS =
      List.of(OVERVIEW, SERIES, AGENTS, GROUPS, HEAT_MAP, EPISODES, RATINGS, RATE);

  public static final List<Topic<?>> TOPICS = List.of(FEED);
}
