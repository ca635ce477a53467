package dev.campfire.contract.identity;

import dev.campfire.contract.schema.Secret;
import dev.campfire.contract.schema.Text;

/** Renews a session by its refresh token, which is replaced. */
public record RefreshSession(@Secret @Text(max = 200) String refreshToken) {

  /** Without the token, which must not stand in a log. */
  @Override
  public String toString() {
    return "RefreshSession[]";
  }
}
