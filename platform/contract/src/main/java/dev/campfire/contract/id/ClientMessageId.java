package dev.campfire.contract.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Names one intended message, minted by its sender and unique in its conversation. */
public record ClientMessageId(@JsonValue UUID value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ClientMessageId {
    Objects.requireNonNull(value, "ClientMessageId");
  }

  /** Fails with {@link IllegalArgumentException} on anything but a canonical lowercase UUID. */
  public static ClientMessageId parse(String text) {
    return new ClientMessageId(Ids.parse(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
