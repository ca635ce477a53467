package dev.campfire.bridge.web;

import dev.campfire.bridge.core.OwnOrigins;

/**
 * What each page may load and who may frame it (Content Security Policy Level 3): files of our own,
 * sockets to us, and nothing else. No page has an inline script or style.
 */
final class ContentPolicy {
  private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

  private final String own;

  ContentPolicy(OwnOrigins origins) {
    this.own =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " font-src 'self'; connect-src 'self' "
            + origins.socketSources()
            + "; worker-src 'self'; base-uri 'none'; form-action 'self'";
  }

  String dashboard() {
    return own + "; frame-ancestors 'none'";
  }

  /**
   * The widget stands on its organisation's websites. Which these are cannot be said here: the
   * page's address does not name the organisation.
   */
  String widget() {
    return own + "; frame-ancestors *";
  }

  /** The shop carries the widget. */
  String demo() {
    return own + "; frame-src 'self'; frame-ancestors 'none'";
  }

  static String nothing() {
    return NOTHING;
  }
}
