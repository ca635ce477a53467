package dev.campfire.messaging;

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
 * The plans of the group commit on empty tables: a node keeps the one that it makes at its first
 * message, until PostgreSQL has looked at the tables again.
 */
class FirstPlansIT {
  @RegisterExtension
  static final CampfireExtension campfire =
      CampfireExtension.nodes(1).module(new MessagingModule()).build();

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

  private static String[] texts(int count, String text) {
    String[] texts = new String[count];
    Arrays.fill(texts, text);
    return texts;
  }

  @Test
  void theFirstSendsLookUpEachRowByItsKey() {
    for (int size : new int[] {1, 10, 200}) {
      Tuple parameters =
          Tuple.tuple()
              .addArrayOfUUID(ids(size))
              .addArrayOfUUID(ids(size))
              .addArrayOfUUID(ids(size))
              .addArrayOfUUID(ids(size))
              .addArrayOfUUID(ids(size))
              .addArrayOfString(texts(size, "contact"))
              .addArrayOfString(texts(size, null))
              .addArrayOfString(texts(size, "Hello"))
              .addArrayOfString(texts(size, "Hello"))
              .addOffsetDateTime(OffsetDateTime.now());

      assertThat(plan(AppendSql.APPEND, parameters))
          .contains("Index Scan using conversations_pkey on conversations")
          .contains("Index Scan using messages_org_id_send_key_key on messages")
          .contains("Index Scan using contacts_pkey on contacts")
          .contains("Tid Scan on conversations")
          .doesNotContain("Seq Scan");
      assertThat(
              plan(
                  AppendSql.LOCK_CONVERSATIONS,
                  Tuple.tuple().addArrayOfUUID(ids(size)).addArrayOfUUID(ids(size))))
          .contains("Index Scan using conversations_pkey on conversations")
          .doesNotContain("Seq Scan");
    }
  }

  /** Behind the messages runs what makes them searchable, from the first one on. */
  @Test
  void theFirstLooksForWhatWasRewrittenReadOneConversation() {
    List<String> lines =
        await(
            campfire
                .database()
                .inOrg(
                    campfire.org().id(),
                    "explain " + SearchSql.FORGET_REWRITTEN,
                    Tuple.of(UUID.randomUUID(), 0L),
                    row -> row.getString(0)));

    assertThat(String.join("\n", lines))
        .contains("using messages_org_id_conversation_id_change_seq_key on messages")
        .doesNotContain("messages_by_id");
  }

  /** And reads what twenty say each by its key. */
  @Test
  void theFirstTextsOfManyAreReadByTheirConversations() {
    List<String> lines =
        await(
            campfire
                .database()
                .inOrg(
                    campfire.org().id(),
                    "explain " + SearchSql.NEXT_TEXTS,
                    Tuple.tuple().addArrayOfUUID(ids(20)).addInteger(100),
                    row -> row.getString(0)));

    assertThat(String.join("\n", lines))
        .contains("using messages_org_id_conversation_id_change_seq_key on messages")
        .contains("using conversations_pkey on conversations")
        .doesNotContain("Seq Scan");
  }
}
