package dev.campfire.bench;

import dev.campfire.bench.abuse.AbuseReport;
import dev.campfire.bench.abuse.AbuseRun;
import dev.campfire.bench.abuse.AbuseSettings;
import dev.campfire.bench.load.Cast;
import dev.campfire.bench.load.ChatSettings;
import dev.campfire.bench.wire.Target;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code campfire bench abuse}. */
@Command(
    name = "abuse",
    description = {
      "A crowd that means harm comes to a server of this machine: 1,000 sockets that never sign"
          + " in,",
      "200 that send garbage, 50 that do not read, one that sends 10,000 frames a second. Honest",
      "contacts and agents talk before, meanwhile and after, from another address.",
      "Status: 0 all well, 1 an honest send took 100 ms at p99 or was lost, somebody of the crowd",
      "was not sent away, or memory did not come back; 2 settings refused, 3 broken off."
    },
    mixinStandardHelpOptions = true)
final class AbuseCommand implements Callable<Integer> {
  @Mixin private RunOptions options;

  @Option(
      names = "--server-pid",
      required = true,
      description = "The server's process, whose memory is looked at.")
  private long serverPid;

  @Option(
      names = "--management-url",
      defaultValue = "http://127.0.0.1:8081",
      description = "The server's management port (${DEFAULT-VALUE}).")
  private String managementUrl;

  @Option(
      names = "--honest-address",
      defaultValue = "127.0.0.2",
      description = "Of this machine, where the honest ones come from (${DEFAULT-VALUE}).")
  private String honestAddress;

  @Option(
      names = "--rate",
      defaultValue = "20",
      description = "The honest ones' messages a second, in five conversations (${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--duration",
      defaultValue = "25s",
      converter = DurationText.class,
      description = "Of each of the four parts (${DEFAULT-VALUE}).")
  private Duration duration;

  @Override
  public Integer call() {
    return options.tell(
        () -> AbuseRun.run(settings(), options::progress),
        AbuseReport::toString,
        AbuseReport::passed);
  }

  private AbuseSettings settings() {
    Cast cast = options.cast(5, 3);
    return new AbuseSettings(
        new ChatSettings(
            cast.from(honestAddress), rate, Duration.ofSeconds(3), duration, 120, false),
        cast,
        Target.parse(managementUrl),
        serverPid,
        options.limitsLifted());
  }
}
