package dev.campfire.contract.messaging;

import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.schema.Optional;
import java.time.Instant;
import java.util.List;

/**
 * Asks which conversations changed lately, so that a bridge node finds the feeds on which it missed
 * an event.
 *
 * @param since the {@code asOf} of the answer before; absent on the first question
 */
public record ReadHeads(List<OrgId> orgs, @Optional Instant since) {

  /** Every conversation that may have changed since, with some that have not. */
  public record Heads(List<Head> heads, Instant asOf) {}

  /** How far one conversation has come. */
  public record Head(OrgId org, ConversationId conversationId, long lastSeq, long changeSeq) {}
}
