package dev.campfire.analytics;

import static dev.campfire.testkit.CampfireExtension.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.analytics.ReckoningStore.Place;
import dev.campfire.analytics.ReckoningStore.Reckoned;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BatchIT {
  private static final int CONVERSATIONS = 30;
  private static final int MESSAGES_EACH = 1_000;

  @RegisterExtension
  static final CampfireExtension campfire =
      CampfireExtension.nodes(1)
          .module(new AnalyticsModule())
          .configure("analytics.interval", "1m")
          .build();

  private final TestOrg org = campfire.org();

  private void longConversations() {
    UUID contact = UUID.randomUUID();
    campfire.sql("insert into contacts (org_id, id) values (?, ?)", org.id().value(), contact);
    campfire.sql(
        "insert into conversations (org_id, id, number, contact_id, channel, last_seq, change_seq,"
            + " opened_at, updated_at) select ?, gen_random_uuid(), n, ?, 'web', ?, ?, now(), now()"
            + " from generate_series(1, ?) n",
        org.id().value(),
        contact,
        MESSAGES_EACH,
        MESSAGES_EACH + 1,
        CONVERSATIONS);
    campfire.sql(
        "insert into messages (org_id, conversation_id, seq, change_seq, id, client_message_id,"
            + " sender_id, sender_kind, content, sent_digest, sent_at)"
            + " select c.org_id, c.id, n, n + 1, gen_random_uuid(), gen_random_uuid(),"
            + " c.contact_id, 'contact', '', '', now()"
            + " from conversations c, generate_series(1, ?) n where c.org_id = ?",
        MESSAGES_EACH,
        org.id().value());
  }

  private Map<String, Object> reckoned() {
    return campfire
        .sql(
            "select count(*) as conversations, coalesce(sum(seq), 0)::bigint as messages"
                + " from analytics_conversations where org_id = ?",
            org.id().value())
        .get(0);
  }

  /** What takes longer than a statement may would be tried, and given up, for ever. */
  @Test
  void aBatchEndsAfterTwentyThousandMessagesHoweverManyConversationsItMayHave() {
    longConversations();
    PgReckoningStore store = new PgReckoningStore(campfire.database(), new EpisodeRules(), 5_000);

    Reckoned first = await(store.reckon(org.id(), Place.of(Instant.EPOCH), false, Instant.now()));

    assertThat(reckoned()).isEqualTo(Map.of("conversations", 19L, "messages", 19_000L));

    Reckoned second = await(store.reckon(org.id(), first.next(), false, Instant.now()));

    assertThat(reckoned()).isEqualTo(Map.of("conversations", 30L, "messages", 30_000L));
    assertThat(second.next()).isNull();
  }
}
