package dev.campfire.bridge.core;

import dev.campfire.bridge.BridgeConfig;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Where our own pages come from, as a browser's {@code Origin} says it (RFC 6454 section 6.1):
 * lower case, without a default port.
 */
public final class OwnOrigins {
  private final List<String> origins;

  private OwnOrigins(List<String> origins) {
    this.origins = origins;
  }

  public static OwnOrigins of(BridgeConfig config) {
    return new OwnOrigins(
        config.publicUrl() == null
            ? List.of(
                origin("http", "127.0.0.1", config.port()),
                origin("http", "localhost", config.port()))
            : List.of(origin(URI.create(config.publicUrl()))));
  }

  private static String origin(URI url) {
    return origin(
        url.getScheme().toLowerCase(Locale.ROOT),
        url.getHost().toLowerCase(Locale.ROOT),
        url.getPort());
  }

  private static String origin(String scheme, String host, int port) {
    int usual = scheme.equals("https") ? 443 : 80;
    return scheme + "://" + host + (port == -1 || port == usual ? "" : ":" + port);
  }

  public boolean contains(String origin) {
    return origins.contains(origin);
  }

  /** The same places for sockets, as a content security policy lists them. */
  public String socketSources() {
    return origins.stream()
        .map(origin -> origin.replaceFirst("^http", "ws"))
        .collect(Collectors.joining(" "));
  }
}
