package dev.campfire.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.campfire.contract.Caller;
import dev.campfire.contract.Role;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.id.SessionId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokensTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final long IAT = NOW.getEpochSecond();
  private static final String ID = "0199f0a0-0000-7000-8000-00000000000a";
  private static final Caller AGENT =
      new Caller(
          new PersonId(UUID.randomUUID()),
          new OrgId(UUID.randomUUID()),
          Role.ADMIN,
          new SessionId(UUID.randomUUID()),
          "Grace Hopper");

  private final TestNode node = new TestNode();
  private final MemoryIdentityStore store = new MemoryIdentityStore();
  private final KeyRing keys = new KeyRing(VERTX, store, node.clock());
  private final AccessTokens tokens =
      new AccessTokens(keys, node.clock(), node.ids(), Duration.ofMinutes(15));

  @BeforeEach
  void open() {
    store.keys.put("1", Forge.KEY);
    assertThat(keys.open().succeeded()).isTrue();
  }

  @AfterAll
  static void close() {
    VERTX.close();
  }

  @Test
  void aTokenSaysWhoseItIs() {
    AccessTokens.Issued issued = tokens.issue(AGENT);

    assertThat(issued.expiresAt()).isEqualTo(NOW.plus(Duration.ofMinutes(15)));
    assertThat(tokens.verify(issued.text()).result())
        .isEqualTo(new AccessTokens.Claims(AGENT, issued.expiresAt()));
  }

  @Test
  void aTokenCarriesTheClaimsOfTheContractAndNoMore() {
    CompactJwt jwt = CompactJwt.read(tokens.issue(AGENT).text());

    assertThat(jwt.header())
        .containsOnly(Map.entry("typ", "JWT"), Map.entry("alg", "RS256"), Map.entry("kid", "1"));
    assertThat(jwt.claims())
        .containsOnlyKeys("iss", "aud", "sub", "sid", "org", "role", "name", "iat", "exp", "jti")
        .containsEntry("iss", "campfire")
        .containsEntry("aud", "campfire")
        .containsEntry("role", "admin")
        .containsEntry("iat", IAT)
        .containsEntry("exp", IAT + 900);
  }

  @Test
  void aCallerWithoutANameHasNoneInTheToken() {
    Caller nameless = new Caller(AGENT.id(), AGENT.org(), Role.CONTACT, AGENT.session(), null);

    String token = tokens.issue(nameless).text();

    assertThat(CompactJwt.read(token).claims()).doesNotContainKey("name");
    assertThat(tokens.verify(token).result().caller()).isEqualTo(nameless);
  }

  @Test
  void nobodyGetsATokenOfTheSystem() {
    assertThatThrownBy(() -> tokens.issue(Caller.SYSTEM))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLongNameOfEmojiPasses() {
    Caller merry =
        new Caller(AGENT.id(), AGENT.org(), Role.AGENT, AGENT.session(), "🏕️".repeat(50));

    assertThat(tokens.verify(tokens.issue(merry).text()).result().caller()).isEqualTo(merry);
  }

  /** The base of every forgery below: with nothing forged it passes. */
  @Test
  void aTokenLikeOursThatOurKeySignedIsAccepted() {
    assertThat(verify(sign(claims(Map.of()))).succeeded()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"agent", "admin", "contact", "service"})
  void eachRoleOfTheContractIsAccepted(String role) {
    assertThat(verify(sign(claims(Map.of("role", quoted(role))))).succeeded()).isTrue();
  }

  static Stream<Arguments> claimsThatOurKeySignedAndWeStillRefuse() {
    return Stream.of(
        Arguments.of("no exp", claims(without("exp"))),
        Arguments.of("exp in milliseconds", claims(Map.of("exp", IAT * 1000 + 900_000))),
        Arguments.of("exp as a text", claims(Map.of("exp", quoted("" + (IAT + 900))))),
        Arguments.of("exp with a fraction", claims(Map.of("exp", IAT + 900 + ".0"))),
        Arguments.of("exp with an exponent", claims(Map.of("exp", "1e99"))),
        Arguments.of("exp over a long", claims(Map.of("exp", "9223372036854775808"))),
        Arguments.of("exp null", claims(Map.of("exp", "null"))),
        Arguments.of("exp negative", claims(Map.of("exp", "-1"))),
        Arguments.of("lives a second too long", claims(Map.of("exp", IAT + 901))),
        Arguments.of("exp at iat", claims(Map.of("exp", IAT))),
        Arguments.of("no iat", claims(without("iat"))),
        Arguments.of("iat ahead", claims(Map.of("iat", IAT + 31, "exp", IAT + 900))),
        Arguments.of("iat long ago, exp ahead", claims(Map.of("iat", 0))),
        Arguments.of("exp twice", claims(Map.of()).replace("}", ",\"exp\":" + (IAT + 60) + "}")),
        Arguments.of("role twice", claims(Map.of()).replace("}", ",\"role\":\"admin\"}")),
        Arguments.of("no iss", claims(without("iss"))),
        Arguments.of("another iss", claims(Map.of("iss", quoted("bonfire")))),
        Arguments.of("no aud", claims(without("aud"))),
        Arguments.of("another aud", claims(Map.of("aud", quoted("campfire-contact")))),
        Arguments.of("several aud", claims(Map.of("aud", "[\"campfire\"]"))),
        Arguments.of("no sub", claims(without("sub"))),
        Arguments.of("sub no id", claims(Map.of("sub", quoted("ada")))),
        Arguments.of("sub in upper case", claims(Map.of("sub", quoted(ID.toUpperCase())))),
        Arguments.of("sub shortened", claims(Map.of("sub", quoted("1-1-1-1-1")))),
        Arguments.of("no sid", claims(without("sid"))),
        Arguments.of("sid no id", claims(Map.of("sid", quoted("")))),
        Arguments.of("no org", claims(without("org"))),
        Arguments.of("org an object", claims(Map.of("org", "{\"a\":[1,{}]}"))),
        Arguments.of("no jti", claims(without("jti"))),
        Arguments.of("jti no id", claims(Map.of("jti", quoted("x")))),
        Arguments.of("no role", claims(without("role"))),
        Arguments.of("role system", claims(Map.of("role", quoted("system")))),
        Arguments.of("role in upper case", claims(Map.of("role", quoted("ADMIN")))),
        Arguments.of("name a number", claims(Map.of("name", 7))),
        Arguments.of("name null", claims(Map.of("name", "null"))),
        Arguments.of("an array", "[]"),
        Arguments.of("a text", "\"campfire\""),
        Arguments.of("nothing", ""),
        Arguments.of("null", "null"),
        Arguments.of("cut off", claims(Map.of()).substring(0, 60)),
        Arguments.of("two objects", claims(Map.of()) + claims(Map.of())),
        Arguments.of("deep", "{\"a\":" + "[".repeat(500) + "]".repeat(500) + "}"),
        Arguments.of("a long number", "{\"exp\":" + "9".repeat(2_000) + "}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void claimsThatOurKeySignedAndWeStillRefuse(String what, String claims) {
    assertRefused(sign(claims));
  }

  static Stream<Arguments> headersThatOurKeySignedAndWeStillRefuse() {
    return Stream.of(
        Arguments.of("no alg", "{\"typ\":\"JWT\",\"kid\":\"1\"}"),
        Arguments.of("alg none", "{\"typ\":\"JWT\",\"alg\":\"none\",\"kid\":\"1\"}"),
        Arguments.of("alg RS512", "{\"typ\":\"JWT\",\"alg\":\"RS512\",\"kid\":\"1\"}"),
        Arguments.of("alg in lower case", "{\"typ\":\"JWT\",\"alg\":\"rs256\",\"kid\":\"1\"}"),
        Arguments.of("no kid", "{\"typ\":\"JWT\",\"alg\":\"RS256\"}"),
        Arguments.of("kid null", "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":null}"),
        Arguments.of("unknown kid", "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":\"3\"}"),
        Arguments.of("no typ", "{\"alg\":\"RS256\",\"kid\":\"1\"}"),
        Arguments.of("another typ", "{\"typ\":\"at+jwt\",\"alg\":\"RS256\",\"kid\":\"1\"}"),
        Arguments.of("crit", "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":\"1\",\"crit\":[\"x\"]}"),
        Arguments.of(
            "cty",
            "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":\"1\",\"cty\":\"campfire-contact\"}"),
        Arguments.of(
            "kid twice", "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":\"2\",\"kid\":\"1\"}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void headersThatOurKeySignedAndWeStillRefuse(String what, String header) {
    assertRefused(Forge.signed(Forge.KEY, header, claims(Map.of())));
  }

  @Test
  void anUnsignedTokenIsRefused() {
    String header = Forge.segment(Forge.bytes("{\"typ\":\"JWT\",\"alg\":\"none\",\"kid\":\"1\"}"));
    String claims = Forge.segment(Forge.bytes(claims(Map.of())));

    assertRefused(header + "." + claims);
    assertRefused(header + "." + claims + ".");
  }

  @Test
  void theSignatureOfAnotherTokenIsRefused() {
    String one = sign(claims(Map.of()));
    String other = sign(claims(Map.of("role", quoted("admin"))));

    assertRefused(other.substring(0, other.lastIndexOf('.')) + one.substring(one.lastIndexOf('.')));
  }

  @Test
  void aStrangersKeyUnderOurKidIsRefused() {
    assertRefused(Forge.signed(Forge.OTHER_KEY, Forge.HEADER, claims(Map.of())));
  }

  @Test
  void anotherKeyOfOursThanTheOneThatIsNamedIsRefused() {
    store.keys.put("2", Forge.OTHER_KEY);
    keys.open();

    assertRefused(Forge.signed(Forge.OTHER_KEY, Forge.HEADER, claims(Map.of())));
  }

  @Test
  void aTokenUnderThePublicKeyAsAnHmacSecretIsRefused() {
    String header = "{\"typ\":\"JWT\",\"alg\":\"HS256\",\"kid\":\"1\"}";

    assertRefused(Forge.hmac(Forge.KEY.publicKey(), header, claims(Map.of())));
    assertRefused(Forge.hmac(Forge.bytes(Forge.KEY.publicPem()), header, claims(Map.of())));
    assertRefused(Forge.hmac(Forge.KEY.publicKey(), Forge.HEADER, claims(Map.of())));
  }

  @Test
  void aKeyInTheHeaderIsNotLookedAt() {
    String header =
        "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":\"1\",\"x5c\":[\""
            + java.util.Base64.getEncoder().encodeToString(Forge.OTHER_KEY.publicKey())
            + "\"]}";

    assertRefused(Forge.signed(Forge.OTHER_KEY, header, claims(Map.of())));
  }

  @Test
  void aContactTokenIsNoAccessToken() {
    assertRefused(new ContactTokens(keys, node.clock()).issue(AGENT.org(), AGENT.id()));
  }

  @Test
  void textThatIsNotUtf8IsRefused() {
    byte[] header = Forge.bytes(Forge.HEADER);
    byte[] claims = Forge.bytes(claims(Map.of()));

    assertThat(verify(Forge.signed(Forge.KEY, header, claims)).succeeded()).isTrue();
    assertRefused(
        Forge.signed(Forge.KEY, header, claims(Map.of()).getBytes(StandardCharsets.UTF_16)));
    assertRefused(
        Forge.signed(
            Forge.KEY,
            header,
            claims(Map.of("name", quoted("é"))).getBytes(StandardCharsets.ISO_8859_1)));
  }

  @Test
  void anotherSpellingOfTheSameTokenIsRefused() {
    String token = sign(claims(Map.of()));
    int last = token.length() - 1;

    assertRefused(token + "=");
    assertRefused(token.replaceFirst("\\.", "=."));
    // A signature of 256 bytes leaves four bits of its last character unused.
    assertRefused(token.substring(0, last) + (char) (token.charAt(last) + 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ".",
        "..",
        "...",
        "a.b.c",
        "null",
        "{}",
        "\0",
        "a\0.b.c",
        "🏕️",
        "\uD800",
        "é.é.é",
        "ey.ey.ey",
        "Bearer x.y.z",
        "AA.AA.AA",
        "e30.e30.",
        "e30.e30.AA",
        ".e30.AA"
      })
  void garbageIsRefused(String garbage) {
    assertRefused(garbage);
  }

  @Test
  void anotherAlgorithmIsRefusedBeforeAnyKeyIsAsked() {
    CompactJwt jwt = new CompactJwt(Map.of("typ", "JWT", "alg", "none", "kid", "1"), Map.of());

    assertThatThrownBy(() -> AccessTokens.keyOf(jwt)).isInstanceOf(InvalidToken.class);
  }

  @Test
  void aTokenLongerThanAnyOfOursIsRefusedThoughOurKeySignedIt() {
    String filler = quoted("x".repeat(2_000));
    assertThat(verify(sign(claims(Map.of("filler", filler)))).succeeded()).isTrue();

    assertRefused(sign(claims(Map.of("filler", filler + ",\"more\":" + filler))));
  }

  @Test
  void aHugeTokenIsRefused() {
    assertRefused("a".repeat(1_000_000));
    assertRefused(".".repeat(60_000));
  }

  @Test
  void aClockThatIsHalfAMinuteAheadIsBorneWith() {
    String token = sign(claims(Map.of("iat", IAT + 30)));

    assertThat(verify(token).succeeded()).isTrue();
  }

  @Test
  void aTokenThatWasSeenBeforeStillTellsWhenItEnds() {
    String token = sign(claims(Map.of()));
    verify(token);
    node.clock().advance(Duration.ofHours(1));

    assertThat(verify(token).result().expiresAt()).isEqualTo(NOW.plusSeconds(900));
  }

  private String sign(String claims) {
    return Forge.signed(Forge.KEY, Forge.HEADER, claims);
  }

  private Future<AccessTokens.Claims> verify(String token) {
    Future<AccessTokens.Claims> verified = tokens.verify(token);
    assertThat(verified.isComplete()).isTrue();
    return verified;
  }

  private void assertRefused(String token) {
    Future<AccessTokens.Claims> verified = verify(token);

    assertThat(verified.failed()).as("refused").isTrue();
    assertThat(verified.cause()).isInstanceOf(InvalidToken.class);
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  private static Map<String, Object> without(String key) {
    Map<String, Object> absent = new LinkedHashMap<>();
    absent.put(key, null);
    return absent;
  }

  /** Good claims with some of them replaced by other JSON, or taken away where it is null. */
  private static String claims(Map<String, ?> replaced) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", quoted("campfire"));
    claims.put("aud", quoted("campfire"));
    claims.put("sub", quoted(ID));
    claims.put("sid", quoted(ID));
    claims.put("org", quoted(ID));
    claims.put("role", quoted("agent"));
    claims.put("iat", IAT);
    claims.put("exp", IAT + 900);
    claims.put("jti", quoted(ID));
    claims.putAll(replaced);
    return claims.entrySet().stream()
        .filter(claim -> claim.getValue() != null)
        .map(claim -> quoted(claim.getKey()) + ":" + claim.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }
}
