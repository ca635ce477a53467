package dev.campfire.bench.load;

import dev.campfire.bench.RunFailure;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * The one event loop on which a run happens: nothing of it needs a lock, and the load generator
 * cannot take more than one core from the server beside it.
 */
final class EventLoop {
  private EventLoop() {}

  /**
   * Blocks the calling thread, which is no event loop, until the run is over.
   *
   * @param load how long the run sends; the rest of it has limits of its own
   */
  static <T> T run(Duration load, Function<Context, Future<T>> run) {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    CompletableFuture<T> result = new CompletableFuture<>();
    Context context = vertx.getOrCreateContext();
    context.runOnContext(
        begin -> run.apply(context).onComplete(result::complete, result::completeExceptionally));
    long limitMs =
        load.toMillis()
            + Stage.SETUP_MS
            + Stage.RETRY_PATIENCE_MS
            + Stage.DELIVERY_PATIENCE_MS
            + 2 * Stage.READ_BACK_MS;
    try {
      return result.get(limitMs, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RunFailure known
          ? known
          : new RunFailure("The run broke off: " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new RunFailure("The run did not end in " + limitMs / 1_000 + " s.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunFailure("The run was interrupted.", e);
    } finally {
      vertx.close();
    }
  }
}
