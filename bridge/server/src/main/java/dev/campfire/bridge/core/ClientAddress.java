package dev.campfire.bridge.core;

import dev.campfire.bridge.BridgeConfig;
import io.vertx.core.MultiMap;
import io.vertx.core.net.SocketAddress;

/** Where a client really is, for the budgets of addresses. */
public final class ClientAddress {
  private ClientAddress() {}

  /**
   * The address that the connection comes from or, behind a proxy, the one that the proxy names:
   * the last entry of the last header, since everything before it is the client's own say.
   */
  public static String of(BridgeConfig config, MultiMap headers, SocketAddress remote) {
    if (config.clientAddressHeader() != null) {
      var named = headers.getAll(config.clientAddressHeader());
      if (!named.isEmpty()) {
        String last = named.get(named.size() - 1);
        String entry = last.substring(last.lastIndexOf(',') + 1).strip();
        return config.clientAddressHeader().equalsIgnoreCase("forwarded")
            ? forwardedFor(entry)
            : entry;
      }
    }
    return remote == null ? "" : remote.hostAddress();
  }

  /** The {@code for} of an element of {@code Forwarded} (RFC 7239 section 4), without a port. */
  private static String forwardedFor(String element) {
    for (String pair : element.split(";")) {
      String[] parts = pair.strip().split("=", 2);
      if (parts.length == 2 && parts[0].equalsIgnoreCase("for")) {
        String node = parts[1].replace("\"", "");
        return node.startsWith("[")
            ? node.substring(1, Math.max(1, node.indexOf(']')))
            : node.replaceFirst(":\\d+$", "");
      }
    }
    return element;
  }
}
