package dev.campfire.identity;

import dev.campfire.contract.Caller;
import dev.campfire.contract.Role;
import dev.campfire.contract.id.Ids;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.id.SessionId;
import dev.campfire.spi.IdSource;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Access tokens: JWTs that say who calls (contract section 1).
 *
 * <p>vertx-auth-jwt checks the signature; all that it lets pass besides (no {@code exp}, one in
 * milliseconds, another {@code typ}, an unknown {@code crit}, duplicate claims) is checked here,
 * before the signature, since these checks are the cheaper ones.
 */
final class AccessTokens {

  static final String ISSUER = "campfire";
  static final String AUDIENCE = "campfire";

  /** No token of ours lives longer (contract section 1). */
  static final Duration LONGEST_LIFE = Duration.ofMinutes(15);

  /** How far the clock of another node may be ahead of ours. */
  static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

  private static final String SCOPE = "scope";
  private static final String VOUCHED = "vouched";

  private static final Map<String, Role> ROLES =
      Map.of(
          "agent", Role.AGENT,
          "admin", Role.ADMIN,
          "contact", Role.CONTACT,
          "service", Role.SERVICE);

  /** A token as text, and until when it is good, in whole seconds. */
  record Issued(String text, Instant expiresAt) {
    /** Without the token, which must not stand in a log. */
    @Override
    public String toString() {
      return "Issued[expiresAt=" + expiresAt + "]";
    }
  }

  /** What a token says, once it is known to be ours. */
  record Claims(Caller caller, Instant expiresAt) {}

  private final KeyRing keys;
  private final Clock clock;
  private final IdSource ids;
  private final Duration life;
  private final RecentTokens recent = new RecentTokens();

  AccessTokens(KeyRing keys, Clock clock, IdSource ids, Duration life) {
    this.keys = keys;
    this.clock = clock;
    this.ids = ids;
    this.life = life;
  }

  /** Makes a token for the caller, good from now on. */
  Issued issue(Caller caller) {
    Instant issuedAt = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant expiresAt = issuedAt.plus(life);
    var claims = new LinkedHashMap<String, Object>();
    claims.put("iss", ISSUER);
    claims.put("aud", AUDIENCE);
    claims.put("sub", caller.id().toString());
    claims.put("sid", caller.session().toString());
    claims.put("org", caller.org().toString());
    claims.put("role", wireName(caller.role()));
    claims.put("iat", issuedAt.getEpochSecond());
    claims.put("exp", expiresAt.getEpochSecond());
    claims.put("jti", ids.next().toString());
    if (caller.name() != null) {
      claims.put("name", caller.name());
    }
    if (caller.vouched() != null) {
      claims.put(VOUCHED, "yes");
      if (caller.vouched().email() != null) {
        claims.put("email", caller.vouched().email());
      }
    }
    if (caller.scopes() != null) {
      // RFC 8693 section 4.2: one text, parted by spaces.
      claims.put(SCOPE, String.join(" ", caller.scopes()));
    }
    return new Issued(keys.sign(Map.of(), claims), expiresAt);
  }

  /**
   * Whose token it is, whether it has run out or not.
   *
   * @return fails with {@link InvalidToken} if it is none of ours
   */
  Future<Claims> verify(String token) {
    Claims known = recent.find(token);
    if (known != null) {
      return Future.succeededFuture(known);
    }
    try {
      CompactJwt jwt = CompactJwt.read(token);
      String kid = keyOf(jwt);
      require(!jwt.header().containsKey("cty"), "cty");
      Claims claims = claims(jwt);
      return keys.verify(kid, token).onSuccess(verified -> remember(token, claims)).map(claims);
    } catch (InvalidToken invalid) {
      return Future.failedFuture(invalid);
    }
  }

  /** A contact's is asked for once by each bridge, which keeps it for as long as it is good. */
  private void remember(String token, Claims claims) {
    if (!claims.caller().isContact()) {
      recent.remember(token, claims);
    }
  }

  /** The {@code kid}, of a header that is like those we write. */
  static String keyOf(CompactJwt jwt) {
    require("RS256".equals(jwt.header().get("alg")), "alg");
    require("JWT".equals(jwt.header().get("typ")), "typ");
    // RFC 7515 section 4.1.11: who does not understand all of `crit` refuses the token.
    require(!jwt.header().containsKey("crit"), "crit");
    return CompactJwt.text(jwt.header(), "kid");
  }

  private Claims claims(CompactJwt jwt) {
    Map<String, Object> claims = jwt.claims();
    require(ISSUER.equals(claims.get("iss")), "iss");
    require(AUDIENCE.equals(claims.get("aud")), "aud");
    uuid(claims, "jti");
    Role role = ROLES.get(CompactJwt.text(claims, "role"));
    require(role != null, "role");
    Caller caller =
        new Caller(
            new PersonId(uuid(claims, "sub")),
            new OrgId(uuid(claims, "org")),
            role,
            new SessionId(uuid(claims, "sid")),
            optional(claims, "name"),
            claims.containsKey(VOUCHED) ? new Caller.Vouched(optional(claims, "email")) : null,
            scopes(claims));
    return new Claims(caller, expiry(claims));
  }

  private Instant expiry(Map<String, Object> claims) {
    long issuedAt = seconds(claims, "iat");
    long expiresAt = seconds(claims, "exp");
    require(issuedAt <= clock.instant().plus(CLOCK_SKEW).getEpochSecond(), "iat is ahead");
    require(expiresAt > issuedAt, "exp is not after iat");
    require(expiresAt - issuedAt <= LONGEST_LIFE.toSeconds(), "lives too long");
    return Instant.ofEpochSecond(expiresAt);
  }

  /** The time under a key, in seconds since 1970; fails with {@link InvalidToken}. */
  static long seconds(Map<String, Object> claims, String key) {
    // Up to the year 9999, which an Instant holds and from which nothing overflows.
    if (claims.get(key) instanceof Long seconds && seconds >= 0 && seconds <= 253_402_300_799L) {
      return seconds;
    }
    throw new InvalidToken(key + " is no time");
  }

  private static String optional(Map<String, Object> claims, String key) {
    return claims.containsKey(key) ? CompactJwt.text(claims, key) : null;
  }

  /** No scope at all is an empty text, which allows nothing. */
  private static List<String> scopes(Map<String, Object> claims) {
    return claims.containsKey(SCOPE) ? List.of(CompactJwt.text(claims, SCOPE).split(" ")) : null;
  }

  /** The id under a key; fails with {@link InvalidToken} unless it is in its canonical form. */
  static UUID uuid(Map<String, Object> claims, String key) {
    try {
      return Ids.parse(CompactJwt.text(claims, key));
    } catch (IllegalArgumentException noUuid) {
      throw new InvalidToken(key + " is no id");
    }
  }

  static void require(boolean holds, String reason) {
    if (!holds) {
      throw new InvalidToken(reason);
    }
  }

  private static String wireName(Role role) {
    return ROLES.entrySet().stream()
        .filter(entry -> entry.getValue() == role)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No token may say " + role))
        .getKey();
  }
}
