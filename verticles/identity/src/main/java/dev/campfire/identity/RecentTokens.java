package dev.campfire.identity;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The access tokens that were found good lately, by their hashes, so that a busy one is verified
 * once (architecture decision 10). Whether one has run out meanwhile is the reader's to check.
 */
final class RecentTokens {

  /** Some 4 MB at most. */
  private static final int MOST = 10_000;

  private final Map<String, AccessTokens.Claims> byHash =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, AccessTokens.Claims> eldest) {
          return size() > MOST;
        }
      };

  /** What the token says, or null if it was not seen lately. */
  AccessTokens.Claims find(String token) {
    return byHash.get(Sha256.textOf(token));
  }

  void remember(String token, AccessTokens.Claims claims) {
    byHash.put(Sha256.textOf(token), claims);
  }
}
