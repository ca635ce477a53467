package dev.campfire.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.host.InstalledModules;
import dev.campfire.spi.CampfireModule;
import dev.campfire.testkit.CampfireExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How many addresses of the core bus a node with everything on it answers to (ADR-0001). */
class RegistryIT {
  /** What is no command: a few signals, offers, and the feeds, to which some modules listen. */
  private static final int SIGNALS_AND_FEEDS = 14;

  @RegisterExtension static final CampfireExtension campfire = everything();

  private static CampfireExtension everything() {
    CampfireExtension.Builder node =
        CampfireExtension.nodes(1).configure("bridge.port", freePort());
    for (CampfireModule<?> module : InstalledModules.all()) {
      node.module(module);
    }
    return node.build();
  }

  private static int freePort() {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** None for a socket, a feed or a person; what else there is, is declared. */
  @Test
  void aNodeHasAnEntryForEachDeclaredAddressAndNoMore() {
    List<String> addresses = campfire.node(0).bus().registrations().addresses();

    long declared =
        InstalledModules.all().stream().mapToLong(module -> module.commands().size()).sum();
    assertThat(addresses)
        .contains("messaging.send", "feeds", "offers")
        .allSatisfy(address -> assertThat(address).doesNotContain(":"))
        .hasSizeLessThanOrEqualTo((int) declared + SIGNALS_AND_FEEDS);
    assertThat(addresses).filteredOn(address -> !address.equals("feeds")).doesNotHaveDuplicates();
  }
}
