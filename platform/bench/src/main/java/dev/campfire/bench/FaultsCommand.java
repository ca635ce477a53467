package dev.campfire.bench;

import dev.campfire.bench.faults.FaultsReport;
import dev.campfire.bench.faults.FaultsRun;
import dev.campfire.bench.faults.FaultsTable;
import dev.campfire.bench.faults.Ordeal;
import dev.campfire.bench.faults.Ordeal.Step;
import dev.campfire.bench.faults.Plant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code campfire bench faults}. */
@Command(
    name = "faults",
    description = {
      "Starts a PostgreSQL and three nodes of its own on this machine, breaks them on purpose while"
          + " people talk, and checks what everybody was told against what is stored.",
      "Status: 0 every promise kept, 1 one was broken, 3 the run could not be carried out."
    },
    mixinStandardHelpOptions = true)
final class FaultsCommand implements Callable<Integer> {
  private static final Duration NONE = Duration.ZERO;

  private static final List<Step> SHORT =
      List.of(
          new Step(Ordeal.F1, 3, NONE),
          new Step(Ordeal.F3, 1, NONE),
          new Step(Ordeal.F5, 1, Duration.ofSeconds(10)),
          new Step(Ordeal.F15, 1, NONE),
          new Step(Ordeal.F16, 1, Duration.ofSeconds(15)));

  private static final List<Step> WHOLE =
      List.of(
          new Step(Ordeal.F1, 20, NONE),
          new Step(Ordeal.F2, 3, NONE),
          new Step(Ordeal.F3, 3, NONE),
          new Step(Ordeal.F4, 1, Duration.ofSeconds(30)),
          new Step(Ordeal.F5, 1, Duration.ofSeconds(5)),
          new Step(Ordeal.F5, 1, Duration.ofSeconds(20)),
          new Step(Ordeal.F5, 1, Duration.ofSeconds(75)),
          new Step(Ordeal.F6, 1, Duration.ofSeconds(60)),
          new Step(Ordeal.F8, 1, Duration.ofSeconds(15)),
          new Step(Ordeal.F11, 1, NONE),
          new Step(Ordeal.F13, 1, NONE),
          new Step(Ordeal.F14, 3, NONE),
          new Step(Ordeal.F15, 1, NONE),
          new Step(Ordeal.F16, 1, Duration.ofSeconds(60)),
          new Step(Ordeal.F17, 1, Duration.ofMinutes(5)));

  @Spec private CommandSpec spec;

  @Option(names = "--short", description = "F1 three times, F3, F5 for 10 s, F15, F16.")
  private boolean isShort;

  @Option(names = "--faults", split = ",", description = "Only these, such as F1,F14.")
  private List<Ordeal> only;

  @Option(
      names = "--plant",
      description = {
        "Breaks a promise on purpose, to see that the check finds it (${COMPLETION-CANDIDATES}).",
        "Brings the fault that shows it."
      })
  private Plant plant;

  @Option(names = "--seed", description = "Of an earlier run, to draw the same faults.")
  private Long seed;

  @Option(
      names = "--rate",
      defaultValue = "60",
      description = "Messages a second, all together (${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--folder",
      description = "For data, logs and histories; is kept. Otherwise they go if all is well.")
  private Path folder;

  @Option(names = "--jar", description = "Of the Campfire that is tried (this one).")
  private Path jar;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the report there too.")
  private Path json;

  @Override
  public Integer call() throws IOException {
    Path at = folder == null ? Files.createTempDirectory("campfire-faults-") : folder;
    Files.createDirectories(at);
    long drawn = seed == null ? ThreadLocalRandom.current().nextLong(1_000_000) : seed;
    say("The seed is " + drawn);
    try {
      FaultsReport report =
          FaultsRun.run(
              new FaultsRun.Settings(
                  jar == null ? ThisJar.path() : jar.toAbsolutePath(),
                  at.toAbsolutePath(),
                  drawn,
                  rate,
                  Duration.ofSeconds(isShort ? 5 : 20),
                  steps(),
                  plant),
              this::say);
      spec.commandLine().getOut().print(FaultsTable.of(report));
      spec.commandLine().getOut().flush();
      if (json != null) {
        Files.writeString(json, report.json() + "\n");
      }
      if (report.passed() && folder == null) {
        ThisJar.delete(at);
      } else {
        say("Logs and histories are in " + at);
      }
      return report.passed() ? RunOptions.PASSED : RunOptions.FAILED;
    } catch (RunFailure failure) {
      say("campfire: " + failure.getMessage() + " Logs are in " + at + ".");
      return RunOptions.BROKEN_OFF;
    }
  }

  private List<Step> steps() {
    if (plant != null) {
      return List.of(plant.step());
    }
    List<Step> all = isShort ? SHORT : WHOLE;
    return only == null ? all : all.stream().filter(s -> only.contains(s.ordeal())).toList();
  }

  private void say(String line) {
    spec.commandLine().getErr().println(line);
    spec.commandLine().getErr().flush();
  }
}
