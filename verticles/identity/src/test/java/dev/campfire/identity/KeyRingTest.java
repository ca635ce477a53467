package dev.campfire.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.testkit.CampfireExtension;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class KeyRingTest {

  private static final Vertx VERTX = Vertx.vertx();

  private final TestNode node = new TestNode();
  private final MemoryIdentityStore store = new MemoryIdentityStore();
  private final KeyRing keys = new KeyRing(VERTX, store, node.clock());

  @AfterAll
  static void close() {
    VERTX.close();
  }

  @Test
  void theFirstNodeMakesTheFirstKey() throws Exception {
    CampfireExtension.await(keys.open());

    assertThat(store.keys).containsOnlyKeys("1");
    assertThat(keys.newest()).isEqualTo("1");
    var spec = new java.security.spec.X509EncodedKeySpec(store.keys.get("1").publicKey());
    var key =
        (java.security.interfaces.RSAPublicKey)
            java.security.KeyFactory.getInstance("RSA").generatePublic(spec);
    assertThat(key.getModulus().bitLength()).isEqualTo(2_048);
  }

  @Test
  void whoeverComesLaterTakesTheKeyThatIsThere() {
    store.keys.put("1", Forge.KEY);

    CampfireExtension.await(keys.open());

    assertThat(store.keys).containsOnly(Map.entry("1", Forge.KEY));
  }

  @Test
  void theNewestKeySignsAndTheOlderStillVerifies() {
    store.keys.put("1", Forge.KEY);
    keys.open();
    String old = keys.sign(Map.of(), Map.of());
    store.keys.put("2", Forge.OTHER_KEY);
    keys.open();

    String recent = keys.sign(Map.of(), Map.of());

    assertThat(CompactJwt.read(recent).header()).containsEntry("kid", "2");
    assertThat(keys.verify("2", recent).succeeded()).isTrue();
    assertThat(keys.verify("1", old).succeeded()).isTrue();
    assertThat(keys.verify("1", recent).failed()).isTrue();
  }

  @Test
  void aKeyThatAnotherNodeMadeIsFound() {
    store.keys.put("1", Forge.KEY);
    keys.open();
    store.keys.put("2", Forge.OTHER_KEY);
    node.clock().advance(KeyRing.REREAD_AFTER);
    String theirs = Forge.signed(Forge.OTHER_KEY, Forge.HEADER.replace("1", "2"), "{}");

    assertThat(keys.verify("2", theirs).succeeded()).isTrue();
  }

  @Test
  void unknownKeysAskTheTableOnceASecondAtMost() {
    store.keys.put("1", Forge.KEY);
    keys.open();
    node.clock().advance(KeyRing.REREAD_AFTER);
    int before = store.keyReads;

    for (int i = 0; i < 100; i++) {
      assertThat(keys.verify("unknown-" + i, "e30.e30.AA").cause())
          .isInstanceOf(InvalidToken.class);
    }
    assertThat(store.keyReads).isEqualTo(before + 1);

    node.clock().advance(Duration.ofMillis(999));
    keys.verify("unknown", "e30.e30.AA");
    assertThat(store.keyReads).isEqualTo(before + 1);

    node.clock().advance(Duration.ofMillis(1));
    keys.verify("unknown", "e30.e30.AA");
    assertThat(store.keyReads).isEqualTo(before + 2);
  }

  @Test
  void aRetiredKeyGoesOutOfUseWithinAMinute() {
    store.keys.put("1", Forge.KEY);
    keys.open();
    String old = keys.sign(Map.of(), Map.of());
    store.keys.clear();
    store.keys.put("2", Forge.OTHER_KEY);
    assertThat(keys.verify("1", old).succeeded()).isTrue();

    node.clock().advance(KeyRing.FRESH_FOR);

    assertThat(keys.verify("1", old).failed()).isTrue();
    assertThat(keys.newest()).isEqualTo("2");
  }

  @Test
  void theLastKeyStaysInUseWhenAllAreRetired() {
    store.keys.put("1", Forge.KEY);
    keys.open();
    String token = keys.sign(Map.of(), Map.of());
    store.keys.clear();
    node.clock().advance(KeyRing.FRESH_FOR);

    assertThat(keys.verify("1", token).succeeded()).isTrue();
    assertThat(keys.verify("2", token).cause()).isInstanceOf(InvalidToken.class);
  }

  @Test
  void aKeyDoesNotPrintItself() {
    assertThat(Forge.KEY).hasToString("SigningKey[id=1]");
  }
}
