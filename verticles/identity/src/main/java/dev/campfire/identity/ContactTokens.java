package dev.campfire.identity;

import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.LinkedHashMap;
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
  private static final String IDENTIFIED = "identified";

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
   * @param identified whether it was made for one whom the organisation had signed for: by itself
   *     it brings nobody back
   */
  record Recalled(PersonId contact, String token, boolean identified) {
    /** Without the token, which must not stand in a log. */
    @Override
    public String toString() {
      return "Recalled[contact=" + contact + "]";
    }
  }

  /** For an anonymous contact. */
  String issue(OrgId org, PersonId contact) {
    return issue(org, contact, false);
  }

  String issue(OrgId org, PersonId contact, boolean identified) {
    var claims = new LinkedHashMap<String, Object>();
    claims.put("iss", AccessTokens.ISSUER);
    claims.put("aud", AUDIENCE);
    claims.put("org", org.toString());
    claims.put("sub", contact.toString());
    claims.put("iat", clock.instant().getEpochSecond());
    if (identified) {
      claims.put(IDENTIFIED, "yes");
    }
    return keys.sign(Map.of("cty", CONTENT), claims);
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
      boolean identified = jwt.claims().containsKey(IDENTIFIED);
      return keys.verify(kid, token)
          .map(verified -> kid.equals(keys.newest()) ? token : issue(org, contact, identified))
          .map(kept -> new Recalled(contact, kept, identified));
    } catch (InvalidToken invalid) {
      return Future.failedFuture(invalid);
    }
  }
}
