package dev.campfire.contract.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Names a conversation, unique within its organisation. */
public record ConversationId(@JsonValue UUID value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ConversationId {
    Objects.requireNonNull(value, "ConversationId");
  }

  /** Fails with {@link IllegalArgumentException} on anything but a canonical lowercase UUID. */
  public static ConversationId parse(String text) {
    return new ConversationId(Ids.parse(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
