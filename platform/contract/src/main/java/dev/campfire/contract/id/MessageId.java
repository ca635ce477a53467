package dev.campfire.contract.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Names a message. */
public record MessageId(@JsonValue UUID value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public MessageId {
    Objects.requireNonNull(value, "MessageId");
  }

  /** Fails with {@link IllegalArgumentException} on anything but a canonical lowercase UUID. */
  public static MessageId parse(String text) {
    return new MessageId(Ids.parse(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
