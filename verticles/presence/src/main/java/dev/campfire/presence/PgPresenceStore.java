package dev.campfire.presence;

import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.presence.AgentPresence;
import dev.campfire.contract.presence.Availability;
import dev.campfire.contract.presence.ReadAvailability.AgentAvailability;
import dev.campfire.spi.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Presence in PostgreSQL. */
final class PgPresenceStore implements PresenceStore {
  private final Database database;

  PgPresenceStore(Database database) {
    this.database = database;
  }

  @Override
  public Future<Written> write(Collection<Seen> batch) {
    Set<OrgId> orgs = batch.stream().map(seen -> seen.person().org()).collect(Collectors.toSet());
    List<Seen> agents = batch.stream().filter(seen -> seen.person().isAgent()).toList();
    List<Seen> contacts = batch.stream().filter(seen -> !seen.person().isAgent()).toList();
    return database.inOrgs(orgs, tx -> write(tx, agents, contacts));
  }

  /** Written without waiting for one another: PostgreSQL runs them in order. */
  private static Future<Written> write(
      Database.Transaction tx, List<Seen> agents, List<Seen> contacts) {
    Tuple orgs =
        Tuple.tuple()
            .addArrayOfUUID(
                agents.stream()
                    .map(seen -> seen.person().org().value())
                    .distinct()
                    .toArray(UUID[]::new));
    Future<List<Row>> before = tx.query(PresenceSql.AVAILABLE_IN, orgs, Function.identity());
    Future<?> written =
        Future.all(
            tx.query(PresenceSql.WRITE_AGENTS, seen(agents), Function.identity()),
            tx.query(PresenceSql.WRITE_CONTACTS, seen(contacts), Function.identity()));
    Future<List<Row>> after = tx.query(PresenceSql.AVAILABLE_IN, orgs, Function.identity());
    Future<List<Row>> now =
        tx.query(PresenceSql.AGENTS_OF, people(agents, Seen::person), Function.identity());
    return Future.all(before, written, after, now)
        .map(
            done ->
                new Written(
                    byOrg(now.result()), available(before.result()), available(after.result())));
  }

  private static Tuple seen(List<Seen> batch) {
    return people(batch, Seen::person)
        .addArrayOfBoolean(batch.stream().map(Seen::isOnline).toArray(Boolean[]::new))
        .addArrayOfOffsetDateTime(
            batch.stream().map(seen -> column(seen.seenAt())).toArray(OffsetDateTime[]::new));
  }

  private static <T> Tuple people(Collection<T> people, Function<T, Person> person) {
    return Tuple.tuple()
        .addArrayOfUUID(
            people.stream().map(each -> person.apply(each).org().value()).toArray(UUID[]::new))
        .addArrayOfUUID(
            people.stream().map(each -> person.apply(each).id().value()).toArray(UUID[]::new));
  }

  private static Map<OrgId, List<AgentPresence>> byOrg(List<Row> rows) {
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                PgPresenceStore::org,
                Collectors.mapping(PgPresenceStore::agent, Collectors.toList())));
  }

  private static Map<OrgId, Boolean> available(List<Row> rows) {
    return rows.stream()
        .collect(Collectors.toMap(PgPresenceStore::org, row -> row.getBoolean("available")));
  }

  @Override
  public Future<Chosen> choose(Caller agent, Availability availability, Instant now) {
    return change(
        agent,
        PresenceSql.CHOOSE,
        Tuple.of(agent.id().value(), availability.name().toLowerCase(Locale.ROOT), column(now)));
  }

  @Override
  public Future<Chosen> follow(Caller agent, Instant activeAt, Instant awayBefore) {
    return change(
        agent,
        PresenceSql.FOLLOW,
        Tuple.of(agent.id().value(), column(activeAt), column(awayBefore)));
  }

  /** Written without waiting for one another: PostgreSQL runs them in order. */
  private Future<Chosen> change(Caller agent, String statement, Tuple parameters) {
    Tuple self = Tuple.of(agent.id().value());
    return database.inOrg(
        agent.org(),
        tx -> {
          Future<List<Boolean>> before =
              tx.query(PresenceSql.AVAILABLE, Tuple.tuple(), row -> row.getBoolean("available"));
          Future<List<Boolean>> told =
              tx.query(statement, parameters, row -> row.getBoolean("is_told"));
          Future<List<AgentPresence>> after =
              tx.query(PresenceSql.AGENT, self, PgPresenceStore::agent);
          return Future.all(before, told, after)
              .map(
                  done ->
                      chosen(after.result(), told.result().contains(true), before.result().get(0)));
        });
  }

  private static Chosen chosen(List<AgentPresence> found, boolean isTold, boolean wasAvailable) {
    if (found.isEmpty()) {
      throw ProblemException.of(
          ProblemCode.FORBIDDEN, "Only an agent has an availability to choose.");
    }
    return new Chosen(found.get(0), isTold, wasAvailable);
  }

  @Override
  public Future<List<AgentPresence>> agents(OrgId org) {
    return database.inOrg(org, PresenceSql.AGENTS, Tuple.tuple(), PgPresenceStore::agent);
  }

  @Override
  public Future<List<AgentAvailability>> workloads(OrgId org) {
    return database.inOrg(org, PresenceSql.WORKLOADS, Tuple.tuple(), PgPresenceStore::workload);
  }

  @Override
  public Future<Set<OrgId>> orgsWithPeopleOnline() {
    return database
        .inNoOrg(PresenceSql.ORGS_WITH_PEOPLE_ONLINE, Tuple.tuple(), PgPresenceStore::org)
        .map(HashSet::new);
  }

  @Override
  public Future<Set<Person>> findWrong(Set<OrgId> orgs, Collection<Person> online) {
    UUID[] ids = orgs.stream().map(OrgId::value).toArray(UUID[]::new);
    return database.inOrgs(
        orgs,
        tx -> {
          Future<List<Person>> agents =
              tx.query(
                  PresenceSql.WRONG_AGENTS, online(ids, online, true), row -> person(row, true));
          Future<List<Person>> contacts =
              tx.query(
                  PresenceSql.WRONG_CONTACTS,
                  online(ids, online, false),
                  row -> person(row, false));
          return Future.all(agents, contacts)
              .map(
                  done -> {
                    Set<Person> wrong = new HashSet<>(agents.result());
                    wrong.addAll(contacts.result());
                    return wrong;
                  });
        });
  }

  private static Tuple online(UUID[] orgs, Collection<Person> online, boolean areAgents) {
    List<Person> people = online.stream().filter(each -> each.isAgent() == areAgents).toList();
    Tuple pairs = people(people, Function.identity());
    return Tuple.tuple()
        .addArrayOfUUID(orgs)
        .addArrayOfUUID(pairs.getArrayOfUUIDs(0))
        .addArrayOfUUID(pairs.getArrayOfUUIDs(1));
  }

  @Override
  public Future<Instant> watchedAt() {
    return database
        .inNoOrg(
            PresenceSql.WATCHED_AT,
            Tuple.tuple(),
            row -> row.getOffsetDateTime("watched_at").toInstant())
        .map(rows -> rows.get(0));
  }

  @Override
  public Future<Void> watch(Instant now) {
    return database
        .inNoOrg(PresenceSql.WATCH, Tuple.of(column(now)), Function.identity())
        .mapEmpty();
  }

  private static OrgId org(Row row) {
    return new OrgId(row.getUUID("org_id"));
  }

  private static Person person(Row row, boolean isAgent) {
    return new Person(org(row), new PersonId(row.getUUID("id")), isAgent);
  }

  private static AgentPresence agent(Row row) {
    return new AgentPresence(
        new PersonId(row.getUUID("user_id")),
        row.getString("full_name"),
        Availability.valueOf(row.getString("availability").toUpperCase(Locale.ROOT)),
        row.getBoolean("is_online"),
        instant(row, "last_seen_at"));
  }

  private static AgentAvailability workload(Row row) {
    AgentPresence agent = agent(row);
    return new AgentAvailability(
        agent.id(),
        agent.name(),
        agent.availability(),
        agent.isOnline(),
        agent.lastSeenAt(),
        row.getLong("open_conversations"));
  }

  private static OffsetDateTime column(Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }

  private static Instant instant(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }
}
