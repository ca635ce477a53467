package dev.campfire.bridge.web;

import dev.campfire.bridge.core.OwnOrigins;
import java.util.List;

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

  /** The widget's frame, for whoever's it may be: our own pages may show it (the shop does). */
  String widget() {
    return widget(List.of("'self'"));
  }

  /**
   * The widget's frame of one organisation.
   *
   * @param ancestors which websites may show it, besides our own pages
   */
  String widget(List<String> ancestors) {
    return own + "; frame-ancestors " + String.join(" ", ancestors);
  }

  /** The shop carries the widget. */
  String demo() {
    return own + "; frame-src 'self'; frame-ancestors 'none'";
  }

  static String nothing() {
    return NOTHING;
  }
}
