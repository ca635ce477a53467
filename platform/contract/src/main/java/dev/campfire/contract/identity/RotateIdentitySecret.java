package dev.campfire.contract.identity;

import dev.campfire.contract.schema.Secret;

/**
 * Makes a new secret for signing identities. The one before it stays good until the next time; the
 * one before that ends.
 */
public record RotateIdentitySecret() {

  /**
   * @param secret the key of HS256, its text as UTF-8; shown this once
   */
  public record Rotated(@Secret String secret) {

    /** Without the secret, which must not stand in a log. */
    @Override
    public String toString() {
      return "Rotated[]";
    }
  }
}
