package dev.campfire.bridge;

import dev.campfire.contract.schema.Optional;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/**
 * The section {@code bridge}. What is right is said with each key in {@code conf/campfire.yaml}.
 *
 * @param publicUrl where browsers come to; absent: this port of 127.0.0.1 and localhost
 * @param eventLoops of the edge, each with its own server and sockets
 * @param httpFallbacks whether SockJS may go on without WebSocket
 * @param clientAddressHeader in which a proxy says whom it speaks for; absent: there is no proxy
 * @param liftLimits whether what is counted by caller and by address is not: to measure, on this
 *     machine alone
 * @param limits as they are in force
 */
public record BridgeConfig(
    String host,
    int port,
    @Optional String publicUrl,
    int eventLoops,
    boolean httpFallbacks,
    @Optional String clientAddressHeader,
    boolean liftLimits,
    Limits limits) {

  private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}|localhost|::1");

  public BridgeConfig {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("bridge.port must be between 1 and 65535, was " + port);
    }
    if (eventLoops < 1 || eventLoops > 64) {
      throw new IllegalArgumentException(
          "bridge.eventLoops must be between 1 and 64, was " + eventLoops);
    }
    if (publicUrl != null && !isOrigin(publicUrl)) {
      throw new IllegalArgumentException(
          "bridge.publicUrl must be a scheme and a host such as https://chat.example.com, was "
              + publicUrl);
    }
    if (liftLimits) {
      requireThisMachineAlone(host, publicUrl, clientAddressHeader);
      limits = limits == null ? null : limits.lifted();
    }
  }

  private static void requireThisMachineAlone(
      String host, String publicUrl, String clientAddressHeader) {
    if (!LOOPBACK.matcher(host).matches()) {
      throw new IllegalArgumentException(
          "bridge.liftLimits is to measure on this machine: bridge.host must be 127.0.0.1, was "
              + host);
    }
    boolean isPublic =
        publicUrl != null
            && !LOOPBACK.matcher(String.valueOf(URI.create(publicUrl).getHost())).matches();
    if (isPublic || clientAddressHeader != null) {
      throw new IllegalArgumentException(
          "bridge.liftLimits is to measure on this machine: bridge.publicUrl and"
              + " bridge.clientAddressHeader must be empty");
    }
  }

  private static boolean isOrigin(String url) {
    try {
      URI uri = new URI(url);
      boolean web = "http".equalsIgnoreCase(uri.getScheme()) || isHttps(uri);
      boolean bare = uri.getRawPath().isEmpty() || uri.getRawPath().equals("/");
      return web
          && uri.getHost() != null
          && bare
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isHttps(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  /** Whether browsers come over TLS, which a proxy in front of us ends. */
  public boolean isSecure() {
    return publicUrl != null && isHttps(URI.create(publicUrl));
  }
}
