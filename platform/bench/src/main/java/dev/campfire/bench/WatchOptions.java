package dev.campfire.bench;

import dev.campfire.bench.fill.PgTarget;
import dev.campfire.bench.report.HtmlPage;
import dev.campfire.bench.report.Result;
import dev.campfire.bench.report.ResultTable;
import dev.campfire.bench.watch.Observed;
import dev.campfire.bench.wire.Management;
import dev.campfire.bench.wire.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** What a run is told of the processes that it watches, and where its page goes. */
final class WatchOptions {
  @Option(
      names = "--management-url",
      split = ",",
      defaultValue = "http://127.0.0.1:8081",
      description = "The servers' management ports, for memory and garbage (${DEFAULT-VALUE}).")
  private List<String> managementUrls;

  @Option(
      names = "--server-pid",
      split = ",",
      description = "The servers' processes (whoever listens on this machine at --url).")
  private List<Long> serverPids = List.of();

  @Option(
      names = "--database",
      paramLabel = "URL",
      description = {
        "postgresql://user:password@host:port/database, of its owner: for its settings and its",
        "ceiling (the embedded one of a node on --data). @FILE reads options from a file."
      })
  private String database;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data",
      description = "Folder of a node with an embedded PostgreSQL (${DEFAULT-VALUE}).")
  private Path data;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Writes the report there too, as one page with plots that needs nothing else.")
  private Path html;

  /** Fails with {@link RefusedSettings}. */
  Observed observed(List<Target> targets) {
    PgTarget named = database == null ? null : PgTarget.parse(database);
    if (named != null && !named.isLoopback()) {
      throw new RefusedSettings(
          named + " is not this machine: its ceiling is measured by writing.");
    }
    return Observed.find(
        targets,
        managementUrls.stream().map(Target::parse).map(Management::new).toList(),
        serverPids,
        named,
        data);
  }

  /** Runs, tells what was found, and answers the exit status. */
  int tell(RunOptions options, Supplier<Result> run) {
    return options.tell(() -> written(run.get()), ResultTable::of, Result::passed);
  }

  private Result written(Result result) {
    if (html != null) {
      try {
        Files.writeString(html, HtmlPage.of(result));
      } catch (IOException e) {
        throw new RunFailure("The page cannot be written to " + html + ".", e);
      }
    }
    return result;
  }
}
