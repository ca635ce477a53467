package dev.campfire.host.cluster;

import dev.campfire.host.StartFailure;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Where the cluster's ports may be open: they have no authentication. */
final class PrivateAddress {
  private PrivateAddress() {}

  /**
   * Lets through what the internet cannot reach: loopback, RFC 1918, RFC 6598 (carrier and
   * container networks), link-local, unique local (RFC 4193).
   *
   * @throws StartFailure for any other, for all interfaces at once, and for a name that is unknown
   */
  static void require(String host) {
    InetAddress address;
    try {
      address = InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new StartFailure("cluster.host " + host + " is no address of this machine.", e);
    }
    if (!isPrivate(address)) {
      throw new StartFailure(
          "cluster.host must be one private address of this machine, was "
              + host
              + ": whoever reaches the cluster's ports can say anything on the bus.");
    }
  }

  private static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address.isLoopbackAddress()
        || address.isSiteLocalAddress()
        || address.isLinkLocalAddress()
        || address instanceof Inet4Address && bytes[0] == 100 && (bytes[1] & 0xC0) == 64
        || address instanceof Inet6Address && (bytes[0] & 0xFE) == 0xFC;
  }
}
