package dev.campfire.contract.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Names a signed-in session, the {@code sid} of its tokens. */
public record SessionId(@JsonValue UUID value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public SessionId {
    Objects.requireNonNull(value, "SessionId");
  }

  /** Fails with {@link IllegalArgumentException} on anything but a canonical lowercase UUID. */
  public static SessionId parse(String text) {
    return new SessionId(Ids.parse(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
