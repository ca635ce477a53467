package dev.campfire.contract.receipts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.campfire.contract.id.ConversationId;
import java.time.Instant;

/** What is announced on a conversation's feed about its readers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes(@JsonSubTypes.Type(ReceiptEvent.Advanced.class))
public sealed interface ReceiptEvent {

  ConversationId conversationId();

  Instant at();

  /** A reader has got further; a lower one than what is known is an old one. */
  @JsonTypeName("receipt.advanced")
  record Advanced(ConversationId conversationId, Receipt receipt, Instant at)
      implements ReceiptEvent {}
}
