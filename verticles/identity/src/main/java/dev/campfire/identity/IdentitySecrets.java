package dev.campfire.identity;

import dev.campfire.contract.id.OrgId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The secrets of organisations as they are stored: sealed, if the operator has named a secret. One
 * that was stored before stays as it is until it is replaced.
 */
final class IdentitySecrets {

  private static final String SEALED = "sealed:";

  private final Optional<Seal> seal;

  IdentitySecrets(Optional<Seal> seal) {
    this.seal = seal;
  }

  String close(OrgId org, String secret) {
    return seal.map(
            box ->
                SEALED
                    + Base64.getEncoder()
                        .encodeToString(
                            box.close(nameOf(org), secret.getBytes(StandardCharsets.UTF_8))))
        .orElse(secret);
  }

  /** Fails with {@link IllegalStateException} if another secret has sealed it. */
  String open(OrgId org, String stored) {
    if (!stored.startsWith(SEALED)) {
      return stored;
    }
    byte[] bytes = Base64.getDecoder().decode(stored.substring(SEALED.length()));
    return new String(
        seal.orElseThrow(() -> new IllegalStateException("A secret is sealed and no seal is named"))
            .open(nameOf(org), bytes),
        StandardCharsets.UTF_8);
  }

  private static String nameOf(OrgId org) {
    return "identity secret of " + org;
  }
}
