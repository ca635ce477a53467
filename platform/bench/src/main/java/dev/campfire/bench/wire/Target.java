package dev.campfire.bench.wire;

import dev.campfire.bench.RefusedSettings;
import java.net.URI;
import java.util.Set;

/** The server that is measured. */
public record Target(String host, int port, boolean tls) {
  private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "::1", "0:0:0:0:0:0:0:1");

  /**
   * @param url {@code http://127.0.0.1:8080}; without a path, since Campfire owns its origin
   */
  public static Target parse(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw malformed(url);
    }
    boolean tls = "https".equals(uri.getScheme());
    boolean plain = "http".equals(uri.getScheme());
    boolean hasPath = uri.getPath() != null && uri.getPath().length() > 1;
    if (!(tls || plain) || uri.getHost() == null || hasPath || uri.getUserInfo() != null) {
      throw malformed(url);
    }
    String host = uri.getHost().replaceAll("[\\[\\]]", "");
    int port = uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
    return new Target(host, port, tls);
  }

  private static RefusedSettings malformed(String url) {
    return new RefusedSettings("--url must read http://host:port or https://host:port, was " + url);
  }

  /** Whether the name says so by itself: no resolver is asked. */
  public boolean isLoopback() {
    return LOOPBACK_NAMES.contains(host) || host.matches("127(\\.\\d{1,3}){3}");
  }

  @Override
  public String toString() {
    String shown = host.contains(":") ? "[" + host + "]" : host;
    return (tls ? "https://" : "http://") + shown + ":" + port;
  }
}
