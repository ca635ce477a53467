package dev.campfire.bench.faults;

import dev.campfire.bench.RunFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A network namespace for each node, joined by a bridge, so that the links between nodes can be cut
 * while each still reaches the database and its clients. Needs root and `ip`; what it makes has the
 * number of this process in its name.
 */
final class Apart implements AutoCloseable {
  private static final String NET = "10.213.77.";

  private static final String NOBODY = "02:00:00:00:00:fe";

  /** Of this machine, on the bridge. */
  static final String HERE = NET + "254";

  private final String name = "cf" + ProcessHandle.current().pid();

  private Apart() {}

  /** Fails with {@link RunFailure} where it is not allowed. */
  static Apart make() {
    Apart apart = new Apart();
    try {
      run("ip", "link", "add", apart.name, "type", "bridge");
      run("ip", "addr", "add", HERE + "/24", "dev", apart.name);
      run("ip", "link", "set", apart.name, "up");
      for (int number = 0; number < ThreeNodes.COUNT; number++) {
        apart.addRoom(number);
      }
      return apart;
    } catch (RuntimeException e) {
      apart.close();
      throw e;
    }
  }

  private void addRoom(int number) {
    String room = room(number);
    run("ip", "netns", "add", room);
    run("ip", "link", "add", room, "type", "veth", "peer", "name", "eth0", "netns", room);
    run("ip", "link", "set", room, "master", name, "up");
    inside(number, "ip", "addr", "add", address(number) + "/24", "dev", "eth0");
    inside(number, "ip", "link", "set", "eth0", "up");
    inside(number, "ip", "link", "set", "lo", "up");
  }

  private String room(int number) {
    return name + "-" + number;
  }

  String address(int number) {
    return NET + (1 + number);
  }

  /** What a command has to begin with to run in a node's room. */
  List<String> prefix(int number) {
    return List.of("ip", "netns", "exec", room(number));
  }

  /** Nothing passes any more between one node and the two others, in either direction. */
  void part(int number) {
    for (int other = 0; other < ThreeNodes.COUNT; other++) {
      if (other != number) {
        forget(number, other);
        forget(other, number);
      }
    }
  }

  /** Sends what is for another room to a card that nobody has: it is lost without a word. */
  private void forget(int number, int other) {
    inside(
        number,
        "ip",
        "neigh",
        "replace",
        address(other),
        "lladdr",
        NOBODY,
        "dev",
        "eth0",
        "nud",
        "permanent");
  }

  void heal(int number) {
    for (int other = 0; other < ThreeNodes.COUNT; other++) {
      if (other != number) {
        inside(number, "ip", "neigh", "del", address(other), "dev", "eth0");
        inside(other, "ip", "neigh", "del", address(number), "dev", "eth0");
      }
    }
  }

  private void inside(int number, String... command) {
    List<String> whole = new ArrayList<>(prefix(number));
    whole.addAll(List.of(command));
    run(whole.toArray(String[]::new));
  }

  private static void run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes()).strip();
      if (process.waitFor() != 0) {
        throw new RunFailure(
            "Network namespaces cannot be used: `"
                + String.join(" ", command)
                + "` said "
                + said
                + ".",
            null);
      }
    } catch (IOException e) {
      throw new RunFailure("Network namespaces cannot be used: there is no " + command[0] + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunFailure("The run was interrupted.", e);
    }
  }

  @Override
  public void close() {
    for (int number = 0; number < ThreeNodes.COUNT; number++) {
      tryRun("ip", "netns", "del", room(number));
    }
    tryRun("ip", "link", "del", name);
  }

  private static void tryRun(String... command) {
    try {
      run(command);
    } catch (RunFailure notMade) {
      // There is nothing to take away.
    }
  }
}
