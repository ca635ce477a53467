package dev.campfire.contract.identity;

import dev.campfire.contract.schema.Secret;
import dev.campfire.contract.schema.Text;

/** Ends a session; an unknown or ended one is no fault. */
public record LogOut(@Secret @Text(max = 200) String refreshToken) {

  /** Done. */
  public record Done() {}

  /** Without the token, which must not stand in a log. */
  @Override
  public String toString() {
    return "LogOut[]";
  }
}
