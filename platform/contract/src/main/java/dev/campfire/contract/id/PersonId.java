package dev.campfire.contract.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Names an agent, a contact or a service. */
public record PersonId(@JsonValue UUID value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public PersonId {
    Objects.requireNonNull(value, "PersonId");
  }

  /** Fails with {@link IllegalArgumentException} on anything but a canonical lowercase UUID. */
  public static PersonId parse(String text) {
    return new PersonId(Ids.parse(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
