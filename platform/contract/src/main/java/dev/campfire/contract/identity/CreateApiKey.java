package dev.campfire.contract.identity;

import dev.campfire.contract.schema.Items;
import dev.campfire.contract.schema.Optional;
import dev.campfire.contract.schema.Secret;
import dev.campfire.contract.schema.Text;
import java.util.List;

/**
 * Makes a key for an integration.
 *
 * @param name what agents see as the sender
 * @param scopes as {@link dev.campfire.contract.Scopes} has them; absent: all that a service may
 */
public record CreateApiKey(
    @Text(max = 100) String name, @Optional @Items(max = 50) List<String> scopes) {

  /**
   * @param secret the key itself, shown this once
   */
  public record Created(ApiKey key, @Secret String secret) {

    /** Without the secret, which must not stand in a log. */
    @Override
    public String toString() {
      return "Created[key=" + key + "]";
    }
  }
}
