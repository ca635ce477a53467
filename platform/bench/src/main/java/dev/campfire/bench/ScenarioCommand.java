package dev.campfire.bench;

import dev.campfire.bench.load.Cast;
import dev.campfire.bench.report.Result;
import dev.campfire.bench.watch.Observed;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A scenario of one server that is watched meanwhile, told as every {@link Result} is. */
abstract class ScenarioCommand implements Callable<Integer> {
  @Mixin private RunOptions options;
  @Mixin private WatchOptions watch;

  @Override
  public final Integer call() {
    return watch.tell(options, this::run);
  }

  /** Fails with {@link RefusedSettings} or {@link RunFailure}. */
  abstract Result run();

  /** Who takes part; fails with {@link RefusedSettings}. */
  final Cast cast(int conversations, int agentSockets) {
    return options.cast(conversations, agentSockets);
  }

  /** Their server and its database; fails with {@link RefusedSettings}. */
  final Observed observed(Cast cast) {
    return watch.observed(List.of(cast.target()));
  }

  /** A line for somebody who waits. */
  final void progress(String line) {
    options.progress(line);
  }
}
