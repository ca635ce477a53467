package dev.campfire.bench.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Which process of this machine listens or talks where: {@code /proc/net/tcp} (proc(5)). */
final class Sockets {
  private static final Path PROC = Path.of("/proc");
  private static final String LISTENING = "0A";
  private static final String ESTABLISHED = "01";

  private record Entry(int localPort, int remotePort, String state, String inode) {}

  private final List<Entry> entries = new ArrayList<>();

  private Sockets() {}

  /** As they are now; empty where there is no {@code /proc}. */
  static Sockets now() {
    Sockets sockets = new Sockets();
    sockets.read(PROC.resolve("net/tcp"));
    sockets.read(PROC.resolve("net/tcp6"));
    return sockets;
  }

  private void read(Path table) {
    try {
      Files.readAllLines(table).stream().skip(1).map(Sockets::entry).forEach(entries::add);
    } catch (IOException notLinux) {
      // Nothing is known then.
    }
  }

  static Entry entry(String line) {
    String[] fields = line.strip().split("\\s+");
    return new Entry(port(fields[1]), port(fields[2]), fields[3], fields[9]);
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), 16);
  }

  /** The process that listens on a port; empty if none does that we may look at. */
  OptionalLong listenerOn(int port) {
    Set<String> inodes = new HashSet<>();
    for (Entry entry : entries) {
      if (entry.state().equals(LISTENING) && entry.localPort() == port) {
        inodes.add(entry.inode());
      }
    }
    return inodes.isEmpty() ? OptionalLong.empty() : ownerOf(inodes);
  }

  /** The ports that a process talks to as a client. */
  Set<Integer> portsThatTalksTo(long pid) {
    Set<String> own = inodes(pid);
    Set<Integer> ports = new HashSet<>();
    for (Entry entry : entries) {
      if (entry.state().equals(ESTABLISHED) && own.contains(entry.inode())) {
        ports.add(entry.remotePort());
      }
    }
    return ports;
  }

  private static OptionalLong ownerOf(Set<String> inodes) {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        long pid = Long.parseLong(process.getFileName().toString());
        if (inodes(pid).stream().anyMatch(inodes::contains)) {
          return OptionalLong.of(pid);
        }
      }
      return OptionalLong.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> inodes(long pid) {
    Set<String> inodes = new HashSet<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(PROC.resolve(Long.toString(pid)).resolve("fd"))) {
      for (Path file : files) {
        String target = target(file);
        if (target.startsWith("socket:[")) {
          inodes.add(target.substring("socket:[".length(), target.length() - 1));
        }
      }
    } catch (IOException goneOrNotOurs) {
      // As if it had none.
    }
    return inodes;
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }
}
