package dev.campfire.identity;

import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Map;

/**
 * Contact tokens: what a browser keeps to come back as the same anonymous contact. They open
 * nothing by themselves, so they never run out.
 *
 * <p>Told from access tokens twice over, so that neither passes for the other (RFC 8725 section
 * 3.12): by another {@code aud}, and by a {@code cty} in the header, where an access token has
 * none. ({@code typ} would be the proper place; vertx-auth-jwt writes {@code JWT} there whatever it
 * is given.)
 */
final class ContactTokens {

  private static final String AUDIENCE = "campfire-contact";
  private static final String CONTENT = "campfire-contact";

  private final KeyRing keys;
  private final Clock clock;

  ContactTokens(KeyRing keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Who comes back.
   *
   * @param token to be kept from now on: the one that was shown, unless a newer key has come
   */
  record Recalled(PersonId contact, String token) {
    /** Without the token, which must not stand in a log. */
    @Override
    public String toString() {
      return "Recalled[contact=" + contact + "]";
    }
  }

  String issue(OrgId org, PersonId contact) {
    return keys.sign(
        Map.of("cty", CONTENT),
        Map.of(
            "iss", AccessTokens.ISSUER,
            "aud", AUDIENCE,
            "org", org.toString(),
            "sub", contact.toString(),
            "iat", clock.instant().getEpochSecond()));
  }

  /**
   * The contact that the token was made for.
   *
   * @return fails with {@link InvalidToken} if it is no contact token of this organisation
   */
  Future<Recalled> recall(OrgId org, String token) {
    try {
      CompactJwt jwt = CompactJwt.read(token);
      String kid = AccessTokens.keyOf(jwt);
      AccessTokens.require(CONTENT.equals(jwt.header().get("cty")), "cty");
      AccessTokens.require(AccessTokens.ISSUER.equals(jwt.claims().get("iss")), "iss");
      AccessTokens.require(AUDIENCE.equals(jwt.claims().get("aud")), "aud");
      AccessTokens.require(
          org.value().equals(AccessTokens.uuid(jwt.claims(), "org")), "another organisation");
      PersonId contact = new PersonId(AccessTokens.uuid(jwt.claims(), "sub"));
      return keys.verify(kid, token)
          .map(verified -> kid.equals(keys.newest()) ? token : issue(org, contact))
          .map(kept -> new Recalled(contact, kept));
    } catch (InvalidToken invalid) {
      return Future.failedFuture(invalid);
    }
  }
}
