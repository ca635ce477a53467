package dev.campfire.bench;

import dev.campfire.bench.cost.CostReport;
import dev.campfire.bench.cost.CostRun;
import dev.campfire.bench.cost.CostSettings;
import dev.campfire.bench.cost.Installation;
import dev.campfire.bench.fill.PgTarget;
import dev.campfire.bench.load.Cast;
import dev.campfire.bench.wire.Target;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code campfire bench cost}. */
@Command(
    name = "cost",
    description = {
      "Sends on two installations by turns, an empty and a full one, and compares what a send"
          + " costs: pages of PostgreSQL (pg_stat_statements) and time. Demo accounts.",
      "Status: 0 it costs the same, 1 it does not, 2 settings refused, 3 broken off."
    },
    mixinStandardHelpOptions = true)
final class CostCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--url", required = true, description = "Origin of the empty one's server.")
  private String url;

  @Option(
      names = "--database",
      required = true,
      description = "The empty one's database, by a login that sees its statistics.")
  private String database;

  @Option(names = "--full-url", required = true, description = "Origin of the full one's server.")
  private String fullUrl;

  @Option(names = "--full-database", required = true, description = "The full one's database.")
  private String fullDatabase;

  @Option(
      names = "--pairs",
      defaultValue = "9",
      description = "Runs on both, one begun here and one there (${DEFAULT-VALUE}).")
  private int pairs;

  @Option(
      names = "--count",
      defaultValue = "200",
      description = "Sends of a run, one after the other (${DEFAULT-VALUE}).")
  private int count;

  @Override
  public Integer call() {
    try {
      CostSettings settings =
          new CostSettings(
              installation(url, database), installation(fullUrl, fullDatabase), count, pairs);
      CostReport report = CostRun.run(settings, this::progress);
      spec.commandLine().getOut().print(report);
      spec.commandLine().getOut().flush();
      return report.passed() ? RunOptions.PASSED : RunOptions.FAILED;
    } catch (RefusedSettings refused) {
      progress("campfire: " + refused.getMessage());
      return RunOptions.REFUSED;
    } catch (RunFailure failure) {
      progress("campfire: " + failure.getMessage());
      return RunOptions.BROKEN_OFF;
    }
  }

  private static Installation installation(String server, String database) {
    Target target = Target.parse(server);
    PgTarget under = PgTarget.parse(database);
    if (!target.isLoopback() || !under.isLoopback()) {
      throw new RefusedSettings("Costs are compared on one machine: " + target + " is another.");
    }
    Cast cast = new Cast(target, "demo", List.of("ada@demo.test"), "campfire", 1, 1);
    return new Installation(cast, under);
  }

  private void progress(String line) {
    spec.commandLine().getErr().println(line);
    spec.commandLine().getErr().flush();
  }
}
