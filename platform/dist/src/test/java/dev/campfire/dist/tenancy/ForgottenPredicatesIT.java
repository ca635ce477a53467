package dev.campfire.dist.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.testkit.CampfireExtension;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** No statement finds or touches another organisation, even if it forgets which is its own. */
class ForgottenPredicatesIT {
  /**
   * What looks beyond one organisation by design, and why: functions that the installation's role
   * may call and no other. A name that is stale fails.
   */
  private static final Map<String, String> BEYOND_ONE =
      Map.of(
          "AdminSql.ORGANIZATIONS", "an operator lists them",
          "ChangeSql.ORGS_TO_WAKE", "ids alone: where a snooze has ended",
          "IdentitySql.ORGANIZATIONS_OF_EMAIL", "ids alone: whoever signs in gives an address",
          "IdentitySql.REVOCATIONS", "every node refuses every token that was revoked",
          "WidgetSql.ORGANIZATION_OF_WIDGET", "an id alone: a widget gives its key");

  /** What is no statement by itself: the product puts it together with others. */
  private static final Set<String> PARTS =
      Set.of(
          "AdminSql.AGENT_COLUMNS",
          "MessagingSql.CONVERSATION_COLUMNS",
          "MessagingSql.CONVERSATION_TABLES",
          "MessagingSql.LIST_BEFORE",
          "MessagingSql.LIST_NEWEST_FIRST",
          "MessagingSql.LIST_OF_ASSIGNEE",
          "MessagingSql.LIST_OF_CHANNEL",
          "MessagingSql.LIST_OF_CONTACT",
          "MessagingSql.LIST_OF_STATUS",
          "MessagingSql.LIST_OF_TAG",
          "MessagingSql.LIST_UNASSIGNED",
          "MessagingSql.MESSAGE_COLUMNS",
          "PresenceSql.AGENT_COLUMNS",
          "PresenceSql.IS_AVAILABLE",
          "PresenceSql.SEEN",
          "ReceiptsSql.COLUMNS",
          "ReckoningSql.SENDER",
          "RecountSql.ACTIVITY",
          "RecountSql.ADOPTIONS",
          "RecountSql.AS_RECKONED",
          "RecountSql.BUCKETS",
          "RecountSql.COURSES",
          "RecountSql.EPISODES",
          "RecountSql.FACTS",
          "RecountSql.OPENINGS",
          "RecountSql.QUARTERS",
          "RecountSql.STEPS",
          "RecountSql.TURNS",
          "RecountSql.VALUES",
          "ReportSql.KEPT",
          "SearchSql.CANDIDATES",
          "SearchSql.CONTACT_HOLDS",
          "SearchSql.LOOK");

  @RegisterExtension static final CampfireExtension campfire = CampfireExtension.nodes(0).build();

  private static Connection owner;
  private static TwoOrganisations organisations;
  private static List<SqlConstant> setUp;
  private static List<SqlConstant> statements;
  private static List<String> parts;

  @BeforeAll
  static void fill() throws Exception {
    owner = campfire.connect();
    organisations = new TwoOrganisations(owner);
    setUp = new ArrayList<>();
    statements = new ArrayList<>();
    parts = new ArrayList<>();
    for (SqlConstant constant : SqlConstant.all()) {
      if (constant.name().equals("RecountSql.AS_COMMITTED")
          || constant.name().startsWith("RecountSql.RECOUNT[")) {
        setUp.add(constant.stripped());
      } else if (constant.isStatement()) {
        statements.add(constant.stripped());
      } else {
        parts.add(constant.name());
      }
    }
  }

  @AfterAll
  static void close() throws Exception {
    owner.close();
  }

  @Test
  void everyTableHasRowsOfBoth() {
    for (String table : organisations.tables()) {
      assertThat(campfire.sql("select count(distinct org_id) as n from " + table + " having true"))
          .as(table)
          .containsExactly(Map.of("n", 2L));
    }
  }

  @Test
  void aStatementWithoutItsOrganisationFindsAndTouchesNothingForeign() throws Exception {
    Trial trial = new Trial(owner, organisations).run("select 1", setUp, statements);

    assertThat(trial.untried()).isEmpty();
    assertThat(trial.leaks().keySet())
        .as("%s", trial.leaks())
        .containsExactlyInAnyOrderElementsOf(BEYOND_ONE.keySet());
    assertThat(trial.leaks().values())
        .as("through the door without an organisation alone")
        .noneMatch(leak -> leak.contains(" door 0 ") || leak.contains(" door 1 "));
    assertThat(parts).containsExactlyInAnyOrderElementsOf(PARTS);
  }

  /** That the test sees what it looks for. */
  @Test
  void aTableWithoutItsPoliciesIsNoticed() throws Exception {
    List<SqlConstant> some =
        statements.stream().filter(s -> s.name().startsWith("MessagingSql.")).toList();

    Trial trial =
        new Trial(owner, organisations)
            .run(
                "alter table conversations disable row level security;"
                    + " alter table contacts disable row level security",
                setUp,
                some);

    assertThat(trial.leaks()).containsKey("MessagingSql.FIND");
  }
}
