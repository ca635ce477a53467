package dev.campfire.bench;

import dev.campfire.bench.share.ShareReport;
import dev.campfire.bench.share.ShareRun;
import dev.campfire.bench.share.ShareSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code campfire bench share}. */
@Command(
    name = "share",
    description = {
      "What a part costs: starts two nodes of its own on this machine, one with the part and one"
          + " without, talks on them by turns, and compares the processor time of node and"
          + " PostgreSQL for each message.",
      "Status: 0 at most 1.10 times as much with it, 1 more, 2 settings refused, 3 broken off."
    },
    mixinStandardHelpOptions = true)
final class ShareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--part", defaultValue = "analytics", description = "Which (${DEFAULT-VALUE}).")
  private String part;

  @Option(
      names = "--pairs",
      defaultValue = "9",
      description = "Runs on both, one begun here and one there (${DEFAULT-VALUE}).")
  private int pairs;

  @Option(
      names = "--conversations",
      defaultValue = "50",
      description = "Each with a contact (${DEFAULT-VALUE}).")
  private int conversations;

  @Option(
      names = "--rate",
      defaultValue = "100",
      description = "Messages a second (${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--duration",
      defaultValue = "20s",
      converter = DurationText.class,
      description = "Of one run (${DEFAULT-VALUE}).")
  private Duration duration;

  @Option(
      names = "--warmup",
      defaultValue = "30s",
      converter = DurationText.class,
      description = "Of each of the two, once (${DEFAULT-VALUE}).")
  private Duration warmup;

  @Option(
      names = "--folder",
      description = "For data and logs; is kept. Otherwise they go if all is well.")
  private Path folder;

  @Option(names = "--jar", description = "Of the Campfire that is measured (this one).")
  private Path jar;

  @Override
  public Integer call() throws IOException {
    Path at = folder == null ? Files.createTempDirectory("campfire-share-") : folder;
    Files.createDirectories(at);
    try {
      ShareReport report =
          ShareRun.run(
              new ShareSettings(
                  jar == null ? ThisJar.path() : jar.toAbsolutePath(),
                  at.toAbsolutePath(),
                  part,
                  pairs,
                  conversations,
                  rate,
                  duration,
                  warmup),
              this::say);
      spec.commandLine().getOut().print(report);
      spec.commandLine().getOut().flush();
      if (folder == null) {
        ThisJar.delete(at);
      }
      return report.passed() ? RunOptions.PASSED : RunOptions.FAILED;
    } catch (RefusedSettings refused) {
      say("campfire: " + refused.getMessage());
      if (folder == null) {
        ThisJar.delete(at);
      }
      return RunOptions.REFUSED;
    } catch (RunFailure failure) {
      say("campfire: " + failure.getMessage() + " Logs are in " + at + ".");
      return RunOptions.BROKEN_OFF;
    }
  }

  private void say(String line) {
    spec.commandLine().getErr().println(line);
    spec.commandLine().getErr().flush();
  }
}
