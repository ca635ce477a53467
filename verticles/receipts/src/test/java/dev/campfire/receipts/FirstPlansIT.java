package dev.campfire.receipts;

import static dev.campfire.testkit.CampfireExtension.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The plans on empty tables: a node keeps those that it makes at its first marks, until PostgreSQL
 * has looked at the tables again.
 */
class FirstPlansIT {
  @RegisterExtension static final CampfireExtension campfire = CampfireExtension.nodes(1).build();

  private static String plan(String sql, Tuple parameters) {
    TestOrg org = campfire.org();
    return await(
        campfire
            .database()
            .inOrgs(
                Set.of(org.id()),
                tx -> {
                  Future<List<String>> lines =
                      tx.query("explain " + sql, parameters, row -> row.getString(0));
                  return lines.map(all -> String.join("\n", all));
                }));
  }

  private static UUID[] ids(int count) {
    UUID[] ids = new UUID[count];
    Arrays.setAll(ids, i -> UUID.randomUUID());
    return ids;
  }

  @Test
  void theFirstMarksLookUpEachRowByItsKey() {
    for (int size : new int[] {1, 10, 100, 500}) {
      Long[] seqs = new Long[size];
      Arrays.fill(seqs, 3L);
      String[] kinds = new String[size];
      Arrays.fill(kinds, "agent");
      OffsetDateTime[] times = new OffsetDateTime[size];
      Arrays.fill(times, OffsetDateTime.now());
      Tuple places = Tuple.tuple().addArrayOfUUID(ids(size)).addArrayOfUUID(ids(size));
      Tuple read =
          Tuple.tuple().addArrayOfUUID(ids(size)).addArrayOfUUID(ids(size)).addArrayOfLong(seqs);
      Tuple marks =
          Tuple.tuple()
              .addArrayOfUUID(ids(size))
              .addArrayOfUUID(ids(size))
              .addArrayOfUUID(ids(size))
              .addArrayOfString(kinds)
              .addArrayOfLong(seqs)
              .addArrayOfOffsetDateTime(times)
              .addArrayOfLong(seqs)
              .addArrayOfOffsetDateTime(times);

      assertThat(plan(ReceiptsSql.COUNT_READ, read))
          .contains("Index Scan using messages_pkey on messages")
          .contains("Index Scan using conversations_pkey on conversations")
          .contains("Tid Scan on conversations")
          .doesNotContain("messages_by_id")
          .doesNotContain("Seq Scan");
      for (String plan :
          List.of(plan(ReceiptsSql.LOCK_CONVERSATIONS, places), plan(ReceiptsSql.WRITE, marks))) {
        assertThat(plan)
            .contains("Index Scan using conversations_pkey on conversations")
            .doesNotContain("Seq Scan");
      }
    }
  }
}
