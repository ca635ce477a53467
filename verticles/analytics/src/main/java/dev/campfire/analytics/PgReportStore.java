package dev.campfire.analytics;

import dev.campfire.contract.analytics.KeyCount;
import dev.campfire.contract.analytics.ListEpisodes;
import dev.campfire.contract.analytics.ListRatings;
import dev.campfire.contract.analytics.Metric;
import dev.campfire.contract.analytics.ReadAgents;
import dev.campfire.contract.analytics.ReadGroups;
import dev.campfire.contract.analytics.ReadHeatMap;
import dev.campfire.contract.analytics.ReadOverview;
import dev.campfire.contract.analytics.ReadSeries;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.spi.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reports from PostgreSQL, each of one transaction, so of figures that belong together. */
final class PgReportStore implements ReportStore {
  private static final Set<Counted> TIMES =
      EnumSet.of(Counted.FIRST_RESPONSE, Counted.REPLY, Counted.RESOLUTION);

  private static final Set<Counted> FACTS =
      EnumSet.of(
          Counted.OPENED,
          Counted.REOPENED,
          Counted.FIRST_RESPONSE,
          Counted.REPLY,
          Counted.RESOLUTION,
          Counted.USE,
          Counted.FIRST_RESPONSE_BUSINESS,
          Counted.REPLY_BUSINESS,
          Counted.RESOLUTION_BUSINESS);

  private static final Set<Counted> FACTS_IN_TIME =
      FACTS.stream().filter(Counted::isTime).collect(Collectors.toUnmodifiableSet());

  private static final Set<Counted> SKETCHED =
      EnumSet.of(
          Counted.FIRST_RESPONSE,
          Counted.REPLY,
          Counted.RESOLUTION,
          Counted.CONTACT,
          Counted.CONVERSATION,
          Counted.FIRST_RESPONSE_BUSINESS,
          Counted.REPLY_BUSINESS,
          Counted.RESOLUTION_BUSINESS);

  /** Of groups in one answer: tags are what people make them. */
  private static final int MOST_GROUPS = 100;

  private final Database reports;
  private final int exactUpTo;

  /**
   * @param reports where reports are read: a replica, where there is one
   * @param exactUpTo how many times a percentile is taken from exactly
   */
  PgReportStore(Database reports, int exactUpTo) {
    this.reports = reports;
    this.exactUpTo = exactUpTo;
  }

  @Override
  public Future<ReadOverview.Overview> overview(OrgId org, Stretch stretch) {
    return reports.inOrg(org, tx -> overview(new PgKept(tx), stretch));
  }

  private Future<ReadOverview.Overview> overview(PgKept kept, Stretch stretch) {
    Cover cover = stretch.cover();
    Cover agents = stretch.coverOfDetails();
    OverviewFigures figures = new OverviewFigures(stretch);
    Future<?> read =
        Future.all(
            kept.sums(cover, FACTS, KeyKind.ALL).onSuccess(figures::addSums),
            kept.sums(cover, EnumSet.of(Counted.OPENED), KeyKind.CHANNEL)
                .onSuccess(figures::addSums),
            kept.sketches(cover, SKETCHED, KeyKind.ALL).onSuccess(figures::addSketches),
            kept.cutFacts(cover, FACTS)
                .onSuccess(
                    facts -> {
                      figures.addCutFacts(facts);
                      figures.addCutFacts(facts, KeyKind.CHANNEL);
                      figures.addCutFacts(facts, KeyKind.FEATURE);
                    }),
            kept.cutMessages(cover).onSuccess(figures::addCutMessages),
            Future.all(
                kept.sums(cover, EnumSet.of(Counted.MESSAGE), KeyKind.SENDER)
                    .onSuccess(figures::addSums),
                kept.sums(cover, EnumSet.of(Counted.USE), KeyKind.FEATURE)
                    .onSuccess(figures::addSums),
                kept.sums(agents, EnumSet.of(Counted.REPLY), KeyKind.AGENT)
                    .onSuccess(figures::addSums),
                kept.cutFacts(agents, EnumSet.of(Counted.REPLY))
                    .onSuccess(facts -> figures.addCutFacts(facts, KeyKind.AGENT)),
                kept.eachSum(stretch.coverByHour(), EnumSet.of(Counted.MESSAGE), KeyKind.SENDER)
                    .onSuccess(figures::addHours)));
    Future<Kept.Now> now = kept.now();
    Future<Kept.Ratings> ratings = kept.csat(stretch);
    Future<Long> lag = kept.lag();
    return Future.all(read, now, ratings, lag)
        .compose(done -> setExact(kept, figures, stretch))
        .compose(done -> kept.names(figures.agents()))
        .map(names -> figures.overview(now.result(), ratings.result(), names, lag.result()));
  }

  /** Of few times, percentiles are taken from each of them. */
  private Future<?> setExact(PgKept kept, OverviewFigures figures, Stretch stretch) {
    List<Future<?>> exact =
        FACTS_IN_TIME.stream()
            .filter(counted -> isFew(figures.all(counted).count()))
            .<Future<?>>map(
                counted ->
                    kept.percentiles(counted, stretch)
                        .onSuccess(found -> figures.set(counted, found.get(0))))
            .toList();
    return exact.isEmpty() ? Future.succeededFuture() : Future.all(exact);
  }

  private boolean isFew(long count) {
    return count > 0 && count <= exactUpTo;
  }

  @Override
  public Future<ReadSeries.Series> series(OrgId org, Metric metric, LocalBuckets buckets) {
    return reports.inOrg(org, tx -> series(new PgKept(tx), metric, buckets));
  }

  private Future<ReadSeries.Series> series(PgKept kept, Metric metric, LocalBuckets buckets) {
    SeriesFigures figures = new SeriesFigures(buckets);
    return switch (metric) {
      case CONVERSATIONS_OPENED, BY_CHANNEL -> counts(kept, figures, buckets, Counted.OPENED);
      case CONVERSATIONS_REOPENED -> counts(kept, figures, buckets, Counted.REOPENED);
      case CONVERSATIONS_RESOLVED -> counts(kept, figures, buckets, Counted.RESOLUTION);
      case BY_AGENT -> counts(kept, figures, buckets, Counted.REPLY);
      case RESOLUTION_RATE ->
          facts(kept, figures, buckets, EnumSet.of(Counted.OPENED, Counted.RESOLUTION))
              .map(done -> figures.resolutionRate());
      case FIRST_RESPONSE_TIME -> times(kept, figures, buckets, Counted.FIRST_RESPONSE);
      case REPLY_TIME -> times(kept, figures, buckets, Counted.REPLY);
      case RESOLUTION_TIME -> times(kept, figures, buckets, Counted.RESOLUTION);
      case FIRST_RESPONSE_BUSINESS_TIME ->
          times(kept, figures, buckets, Counted.FIRST_RESPONSE_BUSINESS);
      case REPLY_BUSINESS_TIME -> times(kept, figures, buckets, Counted.REPLY_BUSINESS);
      case RESOLUTION_BUSINESS_TIME -> times(kept, figures, buckets, Counted.RESOLUTION_BUSINESS);
      case CSAT ->
          kept.csatOfQuarters(buckets.stretch())
              .onSuccess(figures::addRatings)
              .map(done -> figures.csat());
      case MESSAGES_BY_KIND -> messages(kept, figures, buckets);
      case CONTACTS_ACTIVE -> contacts(kept, figures, buckets);
      case OPEN_NOW -> open(kept, figures, buckets);
    };
  }

  private Future<ReadSeries.Series> counts(
      PgKept kept, SeriesFigures figures, LocalBuckets buckets, Counted counted) {
    return facts(kept, figures, buckets, EnumSet.of(counted)).map(done -> figures.counts(counted));
  }

  private static Future<?> facts(
      PgKept kept, SeriesFigures figures, LocalBuckets buckets, Set<Counted> kinds) {
    Cover cover = buckets.cover();
    return Future.all(
        kept.eachSum(cover, kinds, KeyKind.ALL).onSuccess(figures::addSums),
        kept.cutFacts(cover, kinds).onSuccess(figures::addCutFacts));
  }

  private Future<ReadSeries.Series> times(
      PgKept kept, SeriesFigures figures, LocalBuckets buckets, Counted counted) {
    return facts(kept, figures, buckets, EnumSet.of(counted))
        .compose(
            done -> {
              boolean exactly = figures.count(counted) <= exactUpTo;
              Future<?> read =
                  exactly
                      ? kept.eachTime(counted, buckets.stretch()).onSuccess(figures::addTimes)
                      : kept.sketches(buckets.cover(), EnumSet.of(counted), KeyKind.ALL)
                          .onSuccess(figures::addSketches);
              return read.map(all -> figures.times(counted, exactly));
            });
  }

  private static Future<ReadSeries.Series> messages(
      PgKept kept, SeriesFigures figures, LocalBuckets buckets) {
    Cover cover = buckets.cover();
    return Future.all(
            kept.eachSum(cover, EnumSet.of(Counted.MESSAGE), KeyKind.SENDER)
                .onSuccess(figures::addSums),
            kept.cutMessages(cover).onSuccess(figures::addCutMessages))
        .map(done -> figures.counts(Counted.MESSAGE));
  }

  private static Future<ReadSeries.Series> contacts(
      PgKept kept, SeriesFigures figures, LocalBuckets buckets) {
    Cover cover = buckets.cover();
    return Future.all(
            kept.sketches(cover, EnumSet.of(Counted.CONTACT), KeyKind.ALL)
                .onSuccess(figures::addSketches),
            kept.cutMessages(cover).onSuccess(figures::addCutMessages))
        .map(done -> figures.contacts());
  }

  /** From how many are open now, back over what has happened since. */
  private static Future<ReadSeries.Series> open(
      PgKept kept, SeriesFigures figures, LocalBuckets buckets) {
    Set<Counted> moves = EnumSet.of(Counted.OPENED, Counted.REOPENED, Counted.RESOLUTION);
    Cover since = Cover.of(buckets.stretch().to(), Stretch.LATEST, Level.QUARTER, Level.DAY);
    OverviewFigures later = new OverviewFigures(buckets.stretch());
    Future<Kept.Now> now = kept.now();
    return Future.all(
            facts(kept, figures, buckets, moves),
            kept.sums(since, moves, KeyKind.ALL).onSuccess(later::addSums),
            kept.cutFacts(since, moves).onSuccess(later::addCutFacts),
            now)
        .map(
            done ->
                figures.open(
                    now.result().open()
                        - later.all(Counted.OPENED).count()
                        - later.all(Counted.REOPENED).count()
                        + later.all(Counted.RESOLUTION).count()));
  }

  @Override
  public Future<ReadAgents.Agents> agents(OrgId org, Stretch stretch) {
    return reports.inOrg(org, tx -> agents(new PgKept(tx), stretch));
  }

  private Future<ReadAgents.Agents> agents(PgKept kept, Stretch stretch) {
    GroupFigures figures = new GroupFigures(KeyKind.AGENT);
    return Future.all(
            groups(kept, figures, stretch, KeyKind.AGENT),
            kept.agentCsat(stretch).onSuccess(figures::addRatings))
        .compose(done -> kept.names(figures.agents()))
        .map(figures::agents);
  }

  @Override
  public Future<ReadGroups.Groups> groups(OrgId org, ReadGroups.By by, Stretch stretch) {
    KeyKind kind = by == ReadGroups.By.CHANNEL ? KeyKind.CHANNEL : KeyKind.TAG;
    GroupFigures figures = new GroupFigures(kind);
    return reports
        .inOrg(org, tx -> groups(new PgKept(tx), figures, stretch, kind))
        .map(done -> figures.groups(MOST_GROUPS));
  }

  private Future<?> groups(PgKept kept, GroupFigures figures, Stretch stretch, KeyKind by) {
    Cover cover = stretch.coverOfDetails();
    return Future.all(
            kept.sums(cover, TIMES, by).onSuccess(figures::addSums),
            kept.cutFacts(cover, TIMES).onSuccess(figures::addCutFacts))
        .compose(done -> addPercentiles(kept, figures, cover, stretch, by));
  }

  private Future<?> addPercentiles(
      PgKept kept, GroupFigures figures, Cover cover, Stretch stretch, KeyKind by) {
    if (figures.count() > exactUpTo) {
      return kept.sketches(cover, TIMES, by).onSuccess(figures::addSketches);
    }
    List<Future<?>> exact =
        TIMES.stream()
            .<Future<?>>map(
                counted ->
                    kept.percentiles(counted, stretch, by)
                        .onSuccess(found -> figures.setExact(counted, found)))
            .toList();
    return Future.all(exact);
  }

  @Override
  public Future<ReadHeatMap.HeatMap> heatMap(OrgId org, ReadHeatMap.Of of, Stretch stretch) {
    return reports.inOrg(org, tx -> heatMap(new PgKept(tx), of, stretch));
  }

  private static Future<ReadHeatMap.HeatMap> heatMap(
      PgKept kept, ReadHeatMap.Of of, Stretch stretch) {
    Cover cover = stretch.coverByHour();
    HeatMapFigures figures = new HeatMapFigures(of, stretch.zone());
    return Future.all(
            kept.eachSum(
                    cover,
                    EnumSet.of(figures.counted()),
                    figures.counted().isFact() ? KeyKind.ALL : KeyKind.SENDER)
                .onSuccess(figures::addSums),
            kept.cutFacts(cover, EnumSet.of(figures.counted())).onSuccess(figures::addCutFacts),
            figures.counted().isFact()
                ? Future.succeededFuture()
                : kept.cutMessages(cover).onSuccess(figures::addCutMessages))
        .map(done -> figures.heatMap());
  }

  @Override
  public Future<ListEpisodes.Page> episodes(
      OrgId org, Counted kind, Stretch stretch, PersonId agent, PageCursor before, int limit) {
    Tuple parameters =
        place(
            PgKept.ofKind(kind, stretch).addUUID(agent == null ? null : agent.value()),
            before,
            limit);
    return reports
        .inOrg(org, ReportSql.EPISODES, parameters, Listed::episode)
        .map(found -> new ListEpisodes.Page(items(found, limit), PgReportStore.next(found, limit)));
  }

  @Override
  public Future<ListRatings.Page> ratings(
      OrgId org, Stretch stretch, PageCursor before, int limit) {
    return reports.inOrg(
        org,
        tx -> {
          Future<List<Listed<ListRatings.Rating>>> found =
              tx.query(ReportSql.RATINGS, place(PgKept.of(stretch), before, limit), Listed::rating);
          Future<List<KeyCount>> scores =
              tx.query(
                  ReportSql.SCORES,
                  PgKept.of(stretch),
                  row ->
                      new KeyCount(
                          String.valueOf(row.getShort("score")), row.getLong("count"), null));
          return Future.all(found, scores)
              .map(
                  done ->
                      new ListRatings.Page(
                          items(found.result(), limit),
                          scores.result(),
                          next(found.result(), limit)));
        });
  }

  /** A row of a page, and its place in the order of the page. */
  private record Listed<T>(T item, PageCursor place) {

    static Listed<ListEpisodes.Item> episode(Row row) {
      return new Listed<>(
          new ListEpisodes.Item(
              new ConversationId(row.getUUID("conversation_id")),
              row.getLong("number"),
              row.getString("subject"),
              PgRows.instant(row, "at"),
              row.getLong("ms"),
              agent(row),
              row.getString("agent_name")),
          place(row, "at", "change_seq"));
    }

    static Listed<ListRatings.Rating> rating(Row row) {
      return new Listed<>(
          new ListRatings.Rating(
              new ConversationId(row.getUUID("conversation_id")),
              row.getLong("number"),
              row.getShort("score"),
              row.getString("comment"),
              PgRows.instant(row, "rated_at"),
              agent(row),
              row.getString("agent_name")),
          place(row, "rated_at", "resolution_seq"));
    }

    private static PersonId agent(Row row) {
      return row.getUUID("agent_id") == null ? null : new PersonId(row.getUUID("agent_id"));
    }

    private static PageCursor place(Row row, String at, String changeSeq) {
      return new PageCursor(
          PgRows.instant(row, at), row.getUUID("conversation_id"), row.getLong(changeSeq));
    }
  }

  /** One more than asked for is read: it says whether there is a next page. */
  private static Tuple place(Tuple parameters, PageCursor before, int limit) {
    return parameters
        .addOffsetDateTime(before == null ? null : PgRows.column(before.at()))
        .addUUID(before == null ? null : before.conversation())
        .addLong(before == null ? null : before.changeSeq())
        .addInteger(limit + 1);
  }

  private static <T> List<T> items(List<Listed<T>> found, int limit) {
    return found.stream().limit(limit).map(Listed::item).toList();
  }

  private static <T> String next(List<Listed<T>> found, int limit) {
    return found.size() > limit ? found.get(limit - 1).place().encode() : null;
  }
}
