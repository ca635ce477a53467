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
        return last.substring(last.lastIndexOf(',') + 1).strip();
      }
    }
    return remote == null ? "" : remote.hostAddress();
  }
}
