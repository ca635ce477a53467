package dev.campfire.bench;

import dev.campfire.bench.load.Cast;
import dev.campfire.bench.wire.Json;
import dev.campfire.bench.wire.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every run is told, and how each of them ends. */
final class RunOptions {
  /** Every message was acknowledged, delivered, there once and in order. */
  static final int PASSED = 0;

  /** A message was lost, doubled, disordered or not accounted for. */
  static final int FAILED = 1;

  /** The settings were refused; nothing was sent. */
  static final int REFUSED = 2;

  /** The server could not be reached or the run broke off; nothing is known. */
  static final int BROKEN_OFF = 3;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--url",
      defaultValue = "http://127.0.0.1:8080",
      description = "The server's origin (${DEFAULT-VALUE}).")
  private String url;

  @Option(
      names = "--allow-remote",
      description = "Measures a server that is not on this machine. Only with its owner's leave.")
  private boolean allowRemote;

  @Option(
      names = "--limits-lifted",
      description = "The server's limits were raised for this: go beyond the contract's defaults.")
  private boolean limitsLifted;

  @Option(
      names = "--widget-key",
      defaultValue = "demo",
      description = "Of the organisation (${DEFAULT-VALUE}).")
  private String widgetKey;

  @Option(
      names = "--agent-email",
      split = ",",
      defaultValue = "ada@demo.test,grace@demo.test,admin@demo.test",
      description = "The agents' accounts (${DEFAULT-VALUE}).")
  private List<String> agentEmails;

  @Option(
      names = "--agent-password",
      defaultValue = "${env:CAMPFIRE_BENCH_PASSWORD:-campfire}",
      description = "Of all of them; better from CAMPFIRE_BENCH_PASSWORD (the demo's).")
  private String agentPassword;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the report there too.")
  private Path json;

  /** Fails with {@link RefusedSettings}. */
  Cast cast(int conversations, int agentSockets) {
    return new Cast(
        target(url), widgetKey, agentEmails, agentPassword, agentSockets, conversations);
  }

  /** A server that may be measured; fails with {@link RefusedSettings}. */
  Target target(String address) {
    Target target = Target.parse(address);
    if (!target.isLoopback() && !allowRemote) {
      throw new RefusedSettings(
          target + " is not this machine: --allow-remote, if its owner agrees to the load.");
    }
    return target;
  }

  boolean limitsLifted() {
    return limitsLifted;
  }

  /** A line for somebody who waits. */
  void progress(String line) {
    spec.commandLine().getErr().println(line);
    spec.commandLine().getErr().flush();
  }

  /**
   * Runs, tells what was found, and answers the exit status.
   *
   * @param run may fail with {@link RefusedSettings} or {@link RunFailure}
   * @param page the report for people; for programs it is written as it is
   * @param passed whether no promise was broken
   */
  <R> int tell(Supplier<R> run, Function<R, String> page, Predicate<R> passed) {
    try {
      R report = run.get();
      write(report);
      spec.commandLine().getOut().print(page.apply(report));
      spec.commandLine().getOut().flush();
      return passed.test(report) ? PASSED : FAILED;
    } catch (RefusedSettings refused) {
      progress("campfire: " + refused.getMessage());
      return REFUSED;
    } catch (RunFailure failure) {
      progress("campfire: " + failure.getMessage());
      return BROKEN_OFF;
    }
  }

  private void write(Object report) {
    if (json == null) {
      return;
    }
    try {
      Files.writeString(json, Json.lines(report) + "\n");
    } catch (IOException e) {
      throw new RunFailure("The report cannot be written to " + json + ".", e);
    }
  }
}
