package dev.campfire.bench;

import dev.campfire.bench.crowd.IdleRun;
import dev.campfire.bench.crowd.IdleSettings;
import dev.campfire.bench.load.Cast;
import dev.campfire.bench.report.Result;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code campfire bench idle}. */
@Command(
    name = "idle",
    description = {
      "Contacts who are connected, listen to three feeds each and do nothing: the memory that a",
      "socket takes of the server, above what it took before they came, and its processor time.",
      "The server must grant this address that many sockets: start it with conf/bench.yaml.",
      "Status: 0 all well, 1 a limit was passed or a connection lost, 2 settings refused, 3 broken"
          + " off."
    },
    mixinStandardHelpOptions = true)
final class IdleCommand extends ScenarioCommand {
  @Option(
      names = "--sockets",
      defaultValue = "10000",
      description = "Each of a contact of their own (${DEFAULT-VALUE}).")
  private int sockets;

  @Option(
      names = "--duration",
      defaultValue = "30s",
      converter = DurationText.class,
      description = "Over which the processor's time is taken (${DEFAULT-VALUE}).")
  private Duration duration;

  @Option(
      names = "--most-resident",
      paramLabel = "KIB",
      defaultValue = "32",
      description = "Of the process, that a socket may take (${DEFAULT-VALUE}).")
  private double mostResidentKib;

  @Option(
      names = "--most-heap",
      paramLabel = "KIB",
      defaultValue = "20",
      description = "Of the live heap, that a socket may take (${DEFAULT-VALUE}).")
  private double mostHeapKib;

  @Option(
      names = "--most-processor",
      paramLabel = "PERCENT",
      defaultValue = "10",
      description = "Of one core, that all of them may take (${DEFAULT-VALUE}).")
  private double mostProcessorPercent;

  @Override
  Result run() {
    Cast cast = cast(1, 1);
    IdleSettings settings =
        new IdleSettings(
            cast, sockets, duration, mostResidentKib, mostHeapKib, mostProcessorPercent);
    return IdleRun.run(settings, observed(cast), this::progress);
  }
}
