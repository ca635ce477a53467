package dev.campfire.analytics;

import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.messaging.Channel;
import dev.campfire.contract.messaging.SenderKind;
import dev.campfire.spi.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** The reckoning in PostgreSQL: a batch is one transaction, under the lock of its organisation. */
final class PgReckoningStore implements ReckoningStore {
  /** Contract section 3b. */
  private static final Duration BETWEEN_ANNOUNCEMENTS = Duration.ofSeconds(1);

  /** Of one conversation in one batch: a long one is reckoned in pieces. */
  private static final int MOST = 5_000;

  /**
   * Messages and changes in one batch, of one conversation's more: each of its statements has five
   * seconds, however many conversations a batch may have, and one that has not enough of them fails
   * at every try.
   */
  private static final long MOST_IN_BATCH = 20_000;

  private final Database database;
  private final EpisodeRules rules;
  private final int batch;

  PgReckoningStore(Database database, EpisodeRules rules, int batch) {
    this.database = database;
    this.rules = rules;
    this.batch = batch;
  }

  @Override
  public Future<List<OrgId>> changedSince(Instant since) {
    return database.inNoOrg(
        ReckoningSql.CHANGED_ORGANIZATIONS,
        Tuple.tuple().addOffsetDateTime(column(since)),
        row -> new OrgId(row.getUUID("org_id")));
  }

  @Override
  public Future<Instant> sweptAt(OrgId org) {
    return database
        .inOrg(
            org,
            ReckoningSql.READ_PROGRESS,
            Tuple.tuple(),
            row -> java.util.Optional.ofNullable(instant(row, "swept_at")))
        .map(rows -> rows.isEmpty() ? null : rows.get(0).orElse(null));
  }

  @Override
  public Future<Void> keepSweep(OrgId org, Instant startedAt) {
    return database
        .inOrg(
            org,
            ReckoningSql.KEEP_SWEEP,
            Tuple.tuple().addOffsetDateTime(column(startedAt)),
            Function.identity())
        .mapEmpty();
  }

  @Override
  public Future<Reckoned> reckon(OrgId org, Place after, boolean owed, Instant now) {
    return database.inOrg(org, tx -> new Batch(tx, org, owed, now).reckon(after));
  }

  /** How the organisation stands, under its lock. */
  private record Progress(long openNow, long waitingNow, Instant announcedAt) {}

  /** A conversation as the page of the list has it. */
  private record Listed(
      UUID id,
      int number,
      Channel channel,
      Course course,
      long head,
      long lastSeq,
      Instant updatedAt) {
    boolean hasNews() {
      return head > course.changeSeq();
    }

    /** How many messages and changes of it are read, at most. */
    long happenings() {
      return Math.min(head - course.changeSeq(), 2L * MOST);
    }

    Place place() {
      return new Place(updatedAt, id);
    }

    Place placeBefore() {
      return new Place(updatedAt.minusMillis(1), new UUID(-1, -1));
    }
  }

  /** As much of a page as goes into one batch: one conversation at least. */
  private static List<Listed> fitting(List<Listed> page) {
    long happenings = 0;
    for (int i = 0; i < page.size(); i++) {
      happenings += page.get(i).happenings();
      if (i > 0 && happenings > MOST_IN_BATCH) {
        return page.subList(0, i);
      }
    }
    return page;
  }

  private final class Batch {
    private final Database.Transaction tx;
    private final OrgId org;
    private final boolean owed;
    private final Instant now;

    Batch(Database.Transaction tx, OrgId org, boolean owed, Instant now) {
      this.tx = tx;
      this.org = org;
      this.owed = owed;
      this.now = now;
    }

    Future<Reckoned> reckon(Place after) {
      Future<?> started = run(ReckoningSql.START_PROGRESS, Tuple.of(org.value()));
      Future<List<Progress>> locked =
          tx.query(ReckoningSql.LOCK_PROGRESS, Tuple.tuple(), PgReckoningStore::progress);
      Future<List<Listed>> listed =
          tx.query(
              ReckoningSql.NEXT_CONVERSATIONS,
              Tuple.of(column(after.at()), after.conversation(), batch),
              PgReckoningStore::listed);
      return Future.all(started, locked, listed)
          .compose(
              done ->
                  locked.result().isEmpty()
                      ? Future.succeededFuture(Reckoned.BUSY)
                      : reckon(locked.result().get(0), listed.result()));
    }

    private Future<Reckoned> reckon(Progress progress, List<Listed> listed) {
      List<Listed> page = fitting(listed);
      boolean isLast = listed.size() < batch && page.size() == listed.size();
      Place rest = isLast ? null : page.get(page.size() - 1).place();
      List<Listed> news = page.stream().filter(Listed::hasNews).toList();
      if (news.isEmpty()) {
        return finish(progress, rest, null);
      }
      Future<Map<UUID, List<Happening>>> messages =
          read(ReckoningSql.MESSAGES, news, each -> each.course.seq(), Listed::lastSeq, true);
      Future<Map<UUID, List<Happening>>> changes =
          read(ReckoningSql.CHANGES, news, each -> each.course.changeSeq(), Listed::head, false);
      Future<List<OfficeHours>> hours =
          tx.query(ReckoningSql.HOURS, Tuple.tuple(), PgRows::officeHours);
      return Future.all(messages, changes, hours)
          .compose(read -> number(messages.result()))
          .compose(
              contacts -> {
                Reckoning reckoning = new Reckoning(rules, MOST, contacts, hours.result());
                Listed unfinished = null;
                for (Listed each : news) {
                  boolean toItsHead =
                      reckoning.add(
                          new Reckoning.News(
                              each.id,
                              each.number,
                              each.channel,
                              each.course,
                              each.head,
                              messages.result().getOrDefault(each.id, List.of()),
                              changes.result().getOrDefault(each.id, List.of())));
                  unfinished = unfinished == null && !toItsHead ? each : unfinished;
                }
                // A conversation too long for one batch comes first in the next one.
                Place next = unfinished == null ? rest : unfinished.placeBefore();
                return keep(reckoning).compose(kept -> finish(progress, next, reckoning));
              });
    }

    private Future<Map<UUID, List<Happening>>> read(
        String sql,
        List<Listed> news,
        Function<Listed, Long> after,
        Function<Listed, Long> upTo,
        boolean messages) {
      Tuple parameters =
          Tuple.tuple()
              .addArrayOfUUID(news.stream().map(Listed::id).toArray(UUID[]::new))
              .addArrayOfLong(news.stream().map(after).toArray(Long[]::new))
              .addArrayOfLong(news.stream().map(upTo).toArray(Long[]::new))
              .addInteger(MOST);
      Map<UUID, List<Happening>> read = new HashMap<>();
      return tx.query(
              sql,
              parameters,
              row ->
                  read.computeIfAbsent(
                          row.getUUID("conversation_id"), conversation -> new ArrayList<>())
                      .add(messages ? message(row) : change(row)))
          .map(rows -> read);
    }

    private Future<Map<UUID, Integer>> number(Map<UUID, List<Happening>> messages) {
      UUID[] contacts =
          messages.values().stream()
              .flatMap(List::stream)
              .filter(message -> message.by() == SenderKind.CONTACT)
              .map(Happening::actor)
              .distinct()
              .toArray(UUID[]::new);
      Map<UUID, Integer> numbers = new HashMap<>();
      if (contacts.length == 0) {
        return Future.succeededFuture(numbers);
      }
      return tx.query(
              ReckoningSql.NUMBER_CONTACTS,
              Tuple.of(org.value()).addArrayOfUUID(contacts),
              row -> numbers.put(row.getUUID("contact_id"), row.getInteger("number")))
          .map(rows -> numbers);
    }

    private Future<?> keep(Reckoning reckoning) {
      Future<?> courses = run(ReckoningSql.KEEP_COURSES, PgRows.courses(org, reckoning.courses));
      Future<?> facts =
          reckoning.facts.isEmpty()
              ? Future.succeededFuture()
              : run(ReckoningSql.ADD_FACTS, PgRows.facts(org, reckoning.facts));
      Future<?> activity =
          reckoning.activity.isEmpty()
              ? Future.succeededFuture()
              : run(ReckoningSql.ADD_ACTIVITY, PgRows.activity(org, reckoning.activity));
      return Future.all(courses, facts, activity, addUp(reckoning.tally));
    }

    private Future<?> addUp(Tally tally) {
      if (tally.sums().isEmpty()) {
        return Future.succeededFuture();
      }
      List<Tally.Key> sketched = List.copyOf(tally.sketched());
      Map<Tally.Key, byte[]> kept = new HashMap<>();
      return tx.query(
              ReckoningSql.SKETCHES,
              PgRows.keys(sketched),
              row -> kept.put(PgRows.key(row), PgRows.bytes(row, "sketch")))
          .compose(rows -> run(ReckoningSql.ADD_TO_BUCKETS, PgRows.sums(org, tally, kept)));
    }

    private Future<Reckoned> finish(Progress progress, Place next, Reckoning reckoning) {
      boolean changed = reckoning != null;
      boolean mayAnnounce =
          progress.announcedAt == null
              || !now.isBefore(progress.announcedAt.plus(BETWEEN_ANNOUNCEMENTS));
      boolean announce = (changed || owed) && mayAnnounce;
      if (!changed && !announce) {
        return Future.succeededFuture(
            new Reckoned(false, next, false, false, progress.openNow, progress.waitingNow));
      }
      Tuple moves =
          Tuple.of(changed ? reckoning.opened : 0L, changed ? reckoning.waiting : 0L)
              .addOffsetDateTime(column(announce ? now : progress.announcedAt));
      return tx.query(
              ReckoningSql.MOVE_PROGRESS,
              moves,
              row ->
                  new Reckoned(
                      false,
                      next,
                      changed,
                      announce,
                      row.getLong("open_now"),
                      row.getLong("waiting_now")))
          .map(rows -> rows.get(0));
    }

    private Future<?> run(String sql, Tuple parameters) {
      return tx.query(sql, parameters, Function.identity());
    }
  }

  private static Progress progress(Row row) {
    return new Progress(
        row.getLong("open_now"), row.getLong("waiting_now"), instant(row, "announced_at"));
  }

  private static Listed listed(Row row) {
    return new Listed(
        row.getUUID("id"),
        row.getLong("number").intValue(),
        Channel.valueOf(row.getString("channel").toUpperCase(Locale.ROOT)),
        PgRows.course(row),
        row.getLong("head"),
        row.getLong("last_seq"),
        instant(row, "updated_at"));
  }

  private static Happening message(Row row) {
    return happening(row, Happening.What.MESSAGE, row.getLong("seq"), null, List.of(), null);
  }

  private static Happening change(Row row) {
    return happening(
        row,
        Happening.What.valueOf(row.getString("what")),
        0,
        row.getUUID("assignee"),
        PgRows.texts(row, "tags"),
        row.getString("feature"));
  }

  private static Happening happening(
      Row row, Happening.What what, long seq, UUID assignee, List<String> tags, String feature) {
    return new Happening(
        row.getLong("change_seq"),
        what,
        instant(row, "at"),
        seq,
        SenderKind.valueOf(row.getString("by").toUpperCase(Locale.ROOT)),
        row.getUUID("actor"),
        assignee,
        tags,
        feature);
  }

  private static OffsetDateTime column(Instant time) {
    return PgRows.column(time);
  }

  private static Instant instant(Row row, String column) {
    return PgRows.instant(row, column);
  }
}
