package dev.campfire.contract.receipts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a message has come to a reader. */
public enum ReceiptState {
  /** A device of the reader's has it. */
  @JsonProperty("delivered")
  DELIVERED,
  /** It was on screen in a visible, focused window. */
  @JsonProperty("read")
  READ
}
