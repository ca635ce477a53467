package dev.campfire.testkit;

import static dev.campfire.testkit.CampfireExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.id.OrgId;
import dev.campfire.spi.Database;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The door to the database lets nobody see or touch another organisation, whatever happens. */
class DatabaseDoorIT {
  private static final String INSUFFICIENT_PRIVILEGE = "42501";
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String NUMBER =
      "insert into conversation_changes (org_id, conversation_id, change_seq, kind, actor_id,"
          + " actor_kind, at) values ($1, $2, $3, 'status', $1, 'system', now())";
  private static final String COUNT = "select count(*) as n from contacts";
  private static final String ADD = "insert into contacts (org_id, id) values ($1, $2)";

  @RegisterExtension
  static final CampfireExtension campfire =
      CampfireExtension.nodes(1).configure("database.connections", 4).build();

  @Test
  void aForgottenPredicateFindsOneOrganisationOnly() {
    OrgId mine = withContacts(3);
    OrgId other = withContacts(5);

    assertThat(count(mine)).isEqualTo(3);
    assertThat(count(other)).isEqualTo(5);
  }

  @Test
  void theOrganisationDoesNotStayOnTheConnection() {
    List<OrgId> orgs = List.of(withContacts(1), withContacts(2), withContacts(3));
    List<Future<Long>> counts = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      if (i % 7 == 0) {
        // A failed transaction in between must not leave its organisation behind either.
        campfire.database().inOrg(orgs.get(0), "select 1/0", Tuple.tuple(), row -> row);
      }
      counts.add(counting(orgs.get(i % 3)));
    }

    await(Future.join(counts));

    for (int i = 0; i < counts.size(); i++) {
      assertThat(counts.get(i).result()).isEqualTo(i % 3 + 1);
    }
  }

  @Test
  void aRowOfAnotherOrganisationCannotBeWritten() {
    OrgId mine = withContacts(0);
    OrgId other = withContacts(0);

    assertThatThrownBy(() -> await(add(mine, other)))
        .isInstanceOfSatisfying(
            PgException.class,
            refused -> assertThat(refused.getSqlState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
    assertThat(count(other)).isZero();
  }

  @Test
  void aFailedTransactionWritesNothing() {
    OrgId mine = withContacts(0);

    Future<Object> work =
        campfire
            .database()
            .inOrg(
                mine,
                tx -> {
                  Tuple row = Tuple.of(mine.value(), UUID.randomUUID());
                  return tx.query(ADD, row, done -> done)
                      .compose(done -> tx.query("select 1/0", Tuple.tuple(), none -> none))
                      .mapEmpty();
                });

    assertThatThrownBy(() -> await(work)).isInstanceOf(PgException.class);
    assertThat(count(mine)).isZero();
  }

  @Test
  void inOneTripAllIsCommittedOrNothing() {
    OrgId mine = withContacts(1);
    UUID conversation = conversation(mine);
    await(atOnce(mine, tx -> tx.query(NUMBER, number(mine, conversation, 1), done -> 1)));

    Future<List<Integer>> refused =
        atOnce(
            mine,
            tx -> {
              tx.query(NUMBER, number(mine, conversation, 2), done -> 1);
              tx.query(NUMBER, number(mine, conversation, 1), done -> 1);
              return tx.query("select 1", Tuple.tuple(), done -> 1);
            });

    assertThatThrownBy(() -> await(refused))
        .as("the statement that was refused, though its answer was not asked for")
        .isInstanceOfSatisfying(
            PgException.class,
            failure -> assertThat(failure.getSqlState()).isEqualTo(UNIQUE_VIOLATION));
    assertThat(numbers(conversation)).containsExactly(1L);
  }

  @Test
  void inOneTripAStatementThatComesTooLateIsRefused() {
    OrgId mine = withContacts(1);
    UUID conversation = conversation(mine);

    Future<List<Integer>> late =
        atOnce(
            mine,
            tx ->
                tx.query("select 1", Tuple.tuple(), done -> 1)
                    .compose(done -> tx.query(NUMBER, number(mine, conversation, 1), added -> 1)));

    assertThatThrownBy(() -> await(late)).isInstanceOf(IllegalStateException.class);
    assertThat(numbers(conversation)).isEmpty();
  }

  private static <T> Future<T> atOnce(OrgId org, Function<Database.Transaction, Future<T>> work) {
    return campfire.database().inOrgsAtOnce(Set.of(org), work);
  }

  private static UUID conversation(OrgId org) {
    UUID id = UUID.randomUUID();
    campfire.sql(
        "insert into conversations (org_id, id, number, contact_id, channel, opened_at,"
            + " updated_at) select org_id, ?, 1, id, 'web', now(), now() from contacts"
            + " where org_id = ?",
        id,
        org.value());
    return id;
  }

  private static Tuple number(OrgId org, UUID conversation, long number) {
    return Tuple.of(org.value(), conversation, number);
  }

  private static List<Object> numbers(UUID conversation) {
    return campfire
        .sql("select change_seq from conversation_changes where conversation_id = ?", conversation)
        .stream()
        .map(row -> row.get("change_seq"))
        .toList();
  }

  @Test
  void workThatRefusesRollsBackAndKeepsItsProblem() {
    OrgId mine = withContacts(0);

    Future<Object> work =
        campfire
            .database()
            .inOrg(
                mine,
                tx ->
                    tx.query(ADD, Tuple.of(mine.value(), UUID.randomUUID()), done -> done)
                        .compose(done -> Future.failedFuture(ProblemException.notFound())));

    assertThatThrownBy(() -> await(work))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.code()).isEqualTo(ProblemCode.NOT_FOUND));
    assertThat(count(mine)).isZero();
  }

  @Test
  void theWriterSeesTheOrganisationsOfItsBatchAlone() {
    OrgId one = withContacts(1);
    OrgId two = withContacts(2);
    withContacts(4);

    Future<List<Long>> seen =
        campfire
            .database()
            .inOrgs(
                Set.of(one, two), tx -> tx.query(COUNT, Tuple.tuple(), row -> row.getLong("n")));

    assertThat(await(seen)).containsExactly(3L);
  }

  @Test
  void outsideOfOrganisationsNoneIsSeen() {
    withContacts(1);

    assertThatThrownBy(() -> await(campfire.database().inNoOrg(COUNT, Tuple.tuple(), row -> row)))
        .isInstanceOfSatisfying(
            PgException.class,
            refused -> assertThat(refused.getSqlState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
  }

  /** A plan made for one organisation must not be used with the rows of another. */
  @Test
  void aCachedPlanAsksForTheOrganisationAnew() {
    OrgId mine = withContacts(1);
    OrgId other = withContacts(2);
    for (OrgId org : List.of(mine, other, mine, other)) {
      Future<Long> seen =
          campfire
              .database()
              .inOrg(
                  org,
                  (Database.Transaction tx) ->
                      tx.query(
                              "set local plan_cache_mode = force_generic_plan",
                              Tuple.tuple(),
                              row -> row)
                          .compose(set -> tx.query(COUNT, Tuple.tuple(), row -> row.getLong("n")))
                          .map(counts -> counts.get(0)));

      assertThat(await(seen)).isEqualTo(org.equals(mine) ? 1 : 2);
    }
  }

  private static OrgId withContacts(int count) {
    OrgId org = campfire.org().id();
    for (int i = 0; i < count; i++) {
      await(add(org, org));
    }
    return org;
  }

  private static Future<?> add(OrgId entered, OrgId written) {
    return campfire
        .database()
        .inOrg(entered, ADD, Tuple.of(written.value(), UUID.randomUUID()), row -> row);
  }

  private static long count(OrgId org) {
    return await(counting(org));
  }

  private static Future<Long> counting(OrgId org) {
    return campfire
        .database()
        .inOrg(org, COUNT, Tuple.tuple(), row -> row.getLong("n"))
        .map(counts -> counts.get(0));
  }
}
