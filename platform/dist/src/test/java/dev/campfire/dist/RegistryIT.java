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

  @Test
  void aNodeHasAtMostFiftyEntriesAndEachAddressOnceAListener() {
    List<String> addresses = campfire.node(0).bus().registrations().addresses();

    assertThat(addresses)
        .contains("messaging.send", "feeds", "offers")
        .hasSizeLessThanOrEqualTo(50);
  }
}
