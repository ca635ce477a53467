package dev.campfire.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.bench.ceiling.BatchWriter;
import dev.campfire.bench.ceiling.BatchWriter.Line;
import dev.campfire.contract.Caller;
import dev.campfire.contract.id.ClientMessageId;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.messaging.Sender;
import dev.campfire.contract.messaging.SenderKind;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The ceiling that the bench tells is of the product's own commits. */
class ProductCommitsIT {
  @RegisterExtension static final CampfireExtension campfire = CampfireExtension.nodes(0).build();

  private final Vertx vertx = Vertx.vertx();
  private BatchWriter writer;
  private TestOrg org;
  private Caller contact;

  @BeforeEach
  void open() {
    org = campfire.org();
    contact = org.contact();
    writer =
        ServiceLoader.load(BatchWriter.Source.class)
            .findFirst()
            .orElseThrow()
            .open(vertx, campfire.ownerUrl());
  }

  @AfterEach
  void close() {
    CampfireExtension.await(writer.close());
    CampfireExtension.await(vertx.close());
  }

  private ConversationId conversation() {
    ConversationId id = new ConversationId(UUID.randomUUID());
    campfire.sql(
        """
        with k as (
          insert into contacts (org_id, id) values (?, ?) on conflict do nothing)
        insert into conversations (org_id, id, number, contact_id, channel, opened_at, updated_at,
          change_seq)
        values (?, ?, (random() * 1e9)::int, ?, 'web', now(), now(), 1)""",
        org.id().value(),
        contact.id().value(),
        org.id().value(),
        id.value(),
        contact.id().value());
    return id;
  }

  private Line line(TestOrg of, ConversationId conversation, UUID id) {
    return new Line(
        of.id(),
        conversation,
        new Sender(contact.id(), SenderKind.CONTACT, null),
        new ClientMessageId(id),
        "Hello");
  }

  private List<Map<String, Object>> messages() {
    return campfire.sql(
        "select seq, content from messages where org_id = ? order by conversation_id, seq",
        org.id().value());
  }

  @Test
  void writesABatchOfNumberedMessages() {
    ConversationId conversation = conversation();
    List<Line> batch =
        List.of(
            line(org, conversation, UUID.randomUUID()), line(org, conversation, UUID.randomUUID()));

    assertThat(CampfireExtension.await(writer.write(batch))).isEqualTo(2);

    assertThat(messages()).extracting(row -> row.get("seq")).containsExactly(1L, 2L);
    assertThat(
            campfire.sql("select last_seq from conversations where id = ?", conversation.value()))
        .containsExactly(Map.of("last_seq", 2L));
  }

  @Test
  void countsNoRepeatAndNothingUnderAnotherOrganisation() {
    ConversationId conversation = conversation();
    UUID id = UUID.randomUUID();
    CampfireExtension.await(writer.write(List.of(line(org, conversation, id))));

    assertThat(CampfireExtension.await(writer.write(List.of(line(org, conversation, id)))))
        .isZero();
    TestOrg other = campfire.org();
    assertThat(
            CampfireExtension.await(
                writer.write(List.of(line(other, conversation, UUID.randomUUID())))))
        .isZero();
    assertThat(messages()).hasSize(1);
  }
}
