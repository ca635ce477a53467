package dev.campfire.bench;

import dev.campfire.bench.fill.FillReport;
import dev.campfire.bench.fill.FillSettings;
import dev.campfire.bench.fill.PgFill;
import dev.campfire.bench.fill.PgTarget;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code campfire bench fill}. */
@Command(
    name = "fill",
    description = {
      "Fills a database with lifelike conversations, past the server but as it would have written"
          + " them. In one transaction; nothing else writes meanwhile.",
      "Status: 0 filled, 2 settings refused, 3 broken off, nothing filled."
    },
    mixinStandardHelpOptions = true)
final class FillCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Where where;

  @Option(
      names = "--allow-remote",
      description = "Fills a database that is not on this machine. Only with its owner's leave.")
  private boolean allowRemote;

  @Option(
      names = "--org",
      defaultValue = "demo",
      description = "Widget key of the organisation (${DEFAULT-VALUE}).")
  private String org;

  @Option(
      names = "--messages",
      required = true,
      converter = CountText.class,
      description = "In all, such as 10M.")
  private long messages;

  @Option(
      names = "--conversations",
      converter = CountText.class,
      description = "They share the messages, most of them short (an eighth of the messages).")
  private Long conversations;

  @Option(
      names = "--days",
      defaultValue = "365",
      description = "Over how many days, up to now, they were opened (${DEFAULT-VALUE}).")
  private int days;

  @Option(
      names = "--seed",
      description = "Makes the same conversations again, in another database (by the clock).")
  private Long seed;

  /** One of the two. */
  static final class Where {
    @Option(
        names = "--database",
        paramLabel = "URL",
        required = true,
        description =
            "postgresql://user:password@host:port/database, of a superuser; @FILE reads options"
                + " with a password from a file.")
    private String url;

    @Option(
        names = "--data",
        paramLabel = "DIR",
        required = true,
        description = "Folder of a running node with an embedded PostgreSQL.")
    private Path data;

    PgTarget target() {
      return url == null ? PgTarget.ofFolder(data) : PgTarget.parse(url);
    }
  }

  @Override
  public Integer call() {
    try {
      FillReport report = PgFill.run(settings(), Instant.now(), this::progress);
      spec.commandLine().getOut().print(report);
      spec.commandLine().getOut().flush();
      return RunOptions.PASSED;
    } catch (RefusedSettings refused) {
      progress("campfire: " + refused.getMessage());
      return RunOptions.REFUSED;
    } catch (RunFailure failure) {
      progress("campfire: " + failure.getMessage());
      return RunOptions.BROKEN_OFF;
    }
  }

  private FillSettings settings() {
    PgTarget target = where.target();
    if (!target.isLoopback() && !allowRemote) {
      throw new RefusedSettings(
          target + " is not this machine: --allow-remote, if its owner agrees to the load.");
    }
    return new FillSettings(
        target,
        org,
        messages,
        conversations == null ? Math.max(1, messages / 8) : conversations,
        days,
        seed == null ? System.nanoTime() : seed);
  }

  private void progress(String line) {
    spec.commandLine().getErr().println(line);
    spec.commandLine().getErr().flush();
  }
}
