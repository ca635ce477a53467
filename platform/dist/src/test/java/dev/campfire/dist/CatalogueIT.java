package dev.campfire.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.testkit.CampfireExtension;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The rules of tenancy, asked of PostgreSQL's own catalogue: they hold for every table that there
 * is and for every one to come.
 */
class CatalogueIT {
  /** What belongs to the installation and to no organisation. */
  private static final Set<String> WITHOUT_ORGANISATION =
      Set.of(
          "flyway_schema_history",
          "installation",
          "installation_log",
          "presence_watch",
          "signing_keys");

  /** A widget's key has to find its organisation, so it is unique beyond one. */
  private static final Set<String> INDEXES_BEYOND_ONE_ORGANISATION =
      Set.of("organizations_widget_key_key");

  private static final String RUNNING_ROLES =
      "('campfire_app', 'campfire_writer', 'campfire_installation', 'campfire_directory',"
          + " 'campfire_alarm', 'campfire_search')";

  @RegisterExtension static final CampfireExtension campfire = CampfireExtension.nodes(1).build();

  @Test
  void everyTableBelongsToOrganisationsOrIsNamedHere() {
    assertThat(
            names(
                """
                select c.relname as name from pg_class c
                where c.relnamespace = 'campfire'::regnamespace and c.relkind in ('r', 'p')
                  and not exists (select 1 from pg_attribute a
                    where a.attrelid = c.oid and a.attname = 'org_id' and a.attnotnull)"""))
        .containsExactlyInAnyOrderElementsOf(WITHOUT_ORGANISATION);
  }

  @Test
  void rowLevelSecurityIsForcedOnEveryTableOfOrganisations() {
    assertThat(
            names(
                """
                select c.relname as name from pg_class c
                join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id'
                where c.relnamespace = 'campfire'::regnamespace and c.relkind in ('r', 'p')
                  and not (c.relrowsecurity and c.relforcerowsecurity)"""))
        .isEmpty();
  }

  @Test
  void everyTableOfOrganisationsHasBothPoliciesForReadingAndForWriting() {
    assertThat(
            names(
                """
                select c.relname as name from pg_class c
                join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id'
                where c.relnamespace = 'campfire'::regnamespace and c.relkind in ('r', 'p')
                  and (select array_agg(p.polname::text order by p.polname) from pg_policy p
                    where p.polrelid = c.oid and p.polcmd = '*'
                      and p.polqual is not null and p.polwithcheck is not null)
                  is distinct from array['one_organization', 'organizations_of_batch']"""))
        .isEmpty();
  }

  @Test
  void noPolicyAsksMoreThanTheSetting() {
    assertThat(
            names(
                """
                select p.polname as name from pg_policy p
                join pg_class c on c.oid = p.polrelid
                where pg_get_expr(p.polqual, p.polrelid) like '% FROM %'"""))
        .isEmpty();
  }

  @Test
  void everyIndexAndUniqueConstraintStartsWithTheOrganisation() {
    assertThat(
            names(
                """
                select i.relname as name from pg_index x
                join pg_class i on i.oid = x.indexrelid
                join pg_class c on c.oid = x.indrelid
                join pg_attribute o on o.attrelid = c.oid and o.attname = 'org_id'
                where c.relnamespace = 'campfire'::regnamespace and x.indkey[0] <> o.attnum"""))
        .containsExactlyInAnyOrderElementsOf(INDEXES_BEYOND_ONE_ORGANISATION);
  }

  @Test
  void everyForeignKeyContainsTheOrganisationOnBothSides() {
    assertThat(
            names(
                """
                select k.conname as name from pg_constraint k
                where k.connamespace = 'campfire'::regnamespace and k.contype = 'f'
                  and not exists (
                    select 1 from unnest(k.conkey, k.confkey) as pair(here, there)
                    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.here
                    join pg_attribute b on b.attrelid = k.confrelid and b.attnum = pair.there
                    where a.attname = 'org_id' and b.attname = 'org_id')"""))
        .isEmpty();
  }

  @Test
  void theRunningRolesOwnNothingAndAreAboveNothing() {
    assertThat(
            names(
                "select rolname as name from pg_roles where rolname in "
                    + RUNNING_ROLES
                    + " and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb"
                    + " or rolcanlogin)"))
        .isEmpty();
    assertThat(
            names(
                "select c.relname as name from pg_class c join pg_roles r on r.oid = c.relowner"
                    + " where r.rolname in "
                    + RUNNING_ROLES))
        .isEmpty();
  }

  @Test
  void nobodyMayTruncateOrMoveARowToAnotherOrganisation() {
    assertThat(
            names(
                "select r.rolname || ' ' || c.relname as name from pg_class c, pg_roles r"
                    + " where c.relnamespace = 'campfire'::regnamespace and c.relkind = 'r'"
                    + " and r.rolname in "
                    + RUNNING_ROLES
                    + " and (has_table_privilege(r.oid, c.oid, 'truncate')"
                    + " or has_table_privilege(r.oid, c.oid, 'references')"
                    + " or (exists (select 1 from pg_attribute a where a.attrelid = c.oid"
                    + " and a.attname = 'org_id')"
                    + " and has_column_privilege(r.oid, c.oid, 'org_id', 'update')))"))
        .isEmpty();
  }

  @Test
  void theInstallationsRoleSeesNoTableOfOrganisations() {
    assertThat(
            names(
                """
                select c.relname as name from pg_class c
                join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id'
                where c.relnamespace = 'campfire'::regnamespace and c.relkind = 'r'
                  and has_any_column_privilege('campfire_installation', c.oid, 'select')"""))
        .isEmpty();
  }

  @Test
  void viewsAskAsWhoeverReadsThem() {
    assertThat(
            names(
                """
                select c.relname as name from pg_class c
                where c.relnamespace = 'campfire'::regnamespace
                  and (c.relkind = 'm' or (c.relkind = 'v'
                    and not coalesce(c.reloptions::text[] @> array['security_invoker=true'], false)))"""))
        .isEmpty();
  }

  @Test
  void functionsWithRightsOfTheirOwnAreShutAndHaveAPathOfTheirOwn() {
    assertThat(
            names(
                """
                select p.proname as name from pg_proc p
                where p.pronamespace = 'campfire'::regnamespace and p.prosecdef
                  and (not exists (select 1 from unnest(p.proconfig) setting
                      where setting like 'search_path=pg_catalog%')
                    or has_function_privilege('public', p.oid, 'execute'))"""))
        .isEmpty();
  }

  private static List<String> names(String question) {
    return campfire.sql(question).stream()
        .map(Map::values)
        .map(values -> values.iterator().next().toString())
        .toList();
  }
}
