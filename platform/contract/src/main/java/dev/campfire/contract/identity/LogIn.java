package dev.campfire.contract.identity;

import dev.campfire.contract.schema.Secret;
import dev.campfire.contract.schema.Text;

/** An agent signs in. */
public record LogIn(@Text(max = 254) String email, @Secret @Text(max = 128) String password) {

  /** Without the password and the e-mail address, neither of which may stand in a log. */
  @Override
  public String toString() {
    return "LogIn[]";
  }
}
