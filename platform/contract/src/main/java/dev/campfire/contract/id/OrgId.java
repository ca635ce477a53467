package dev.campfire.contract.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Names an organisation (tenant). */
public record OrgId(@JsonValue UUID value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public OrgId {
    Objects.requireNonNull(value, "OrgId");
  }

  /** Fails with {@link IllegalArgumentException} on anything but a canonical lowercase UUID. */
  public static OrgId parse(String text) {
    return new OrgId(Ids.parse(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
