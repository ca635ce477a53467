package dev.campfire.bridge.http;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/** The refresh token's cookie: no script reads it, and no other website's page sends it. */
final class RefreshCookie {
  static final String NAME = "campfire_refresh";

  /** As {@link dev.campfire.contract.identity.RefreshSession} takes it. */
  private static final int LONGEST = 200;

  private static final String PATH = RouteTable.PREFIX + "/auth";

  /** The most that a browser keeps a cookie. The session may end long before: identity says. */
  private static final Duration LIFE = Duration.ofDays(400);

  private final boolean isSecure;

  /**
   * @param isSecure whether browsers come over https
   */
  RefreshCookie(boolean isSecure) {
    this.isSecure = isSecure;
  }

  /** The token, or null: also for what is longer than any of ours. */
  String read(HttpServerRequest request) {
    Cookie cookie = request.getCookie(NAME);
    return cookie == null || cookie.getValue().isEmpty() || cookie.getValue().length() > LONGEST
        ? null
        : cookie.getValue();
  }

  void write(HttpServerRequest request, String token) {
    add(request, token, LIFE.toSeconds());
  }

  void clear(HttpServerRequest request) {
    add(request, "", 0);
  }

  private void add(HttpServerRequest request, String value, long maxAge) {
    request
        .response()
        .addCookie(
            Cookie.cookie(NAME, value)
                .setPath(PATH)
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setSecure(isSecure)
                .setMaxAge(maxAge));
  }
}
