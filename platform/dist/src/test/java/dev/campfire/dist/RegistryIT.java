package dev.campfire.dist;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.address.Audience;
import dev.campfire.contract.address.Command;
import dev.campfire.host.InstalledModules;
import dev.campfire.spi.CampfireModule;
import dev.campfire.testkit.CampfireExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /** None for a socket, a feed or a person, whatever they do. */
  @Test
  void aNodeWithEverythingHasAtMostFiftyEntries() {
    List<String> addresses = campfire.node(0).bus().registrations().addresses();

    assertThat(addresses)
        .contains("messaging.send", "identity", "feeds", "moments", "signals", "offers")
        .doesNotContain("identity.logIn", "messaging.heads")
        .allSatisfy(address -> assertThat(address).doesNotContain(":"))
        .hasSizeLessThanOrEqualTo(50);
  }

  /**
   * What only parts of Campfire ask is told apart behind the address of the part that serves it.
   */
  @Test
  void internalCommandsOfAPartAreServedByOneModule() {
    Map<String, Set<String>> modules =
        InstalledModules.all().stream()
            .flatMap(
                module ->
                    module.commands().stream()
                        .filter(command -> command.audience() == Audience.INTERNAL)
                        .map(command -> Map.entry(part(command), module.name())))
            .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toSet())));

    assertThat(modules).isNotEmpty().allSatisfy((part, of) -> assertThat(of).hasSize(1));
  }

  private static String part(Command<?, ?> command) {
    return command.address().substring(0, command.address().indexOf('.'));
  }
}
