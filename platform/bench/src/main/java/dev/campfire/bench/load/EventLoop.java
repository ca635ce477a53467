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
public final class EventLoop implements AutoCloseable {
  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
  private final Context context = vertx.getOrCreateContext();

  /**
   * Blocks the calling thread, which is no event loop, until the run is over.
   *
   * @param load how long the run sends; the rest of it has limits of its own
   */
  public static <T> T run(Duration load, Function<Context, Future<T>> run) {
    long limitMs =
        load.toMillis()
            + Stage.SETUP_MS
            + Stage.RETRY_PATIENCE_MS
            + Stage.DELIVERY_PATIENCE_MS
            + 2 * Stage.READ_BACK_MS;
    try (EventLoop loop = new EventLoop()) {
      return loop.call(Duration.ofMillis(limitMs), run);
    }
  }

  /**
   * Does one thing on the loop and blocks the calling thread, which is another, until it is done.
   *
   * @return fails with {@link RunFailure} if it fails, or takes longer than the limit
   */
  public <T> T call(Duration limit, Function<Context, Future<T>> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    context.runOnContext(
        begin -> {
          try {
            work.apply(context).onComplete(result::complete, result::completeExceptionally);
          } catch (RuntimeException e) {
            result.completeExceptionally(e);
          }
        });
    try {
      return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RunFailure known
          ? known
          : new RunFailure("The run broke off: " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new RunFailure("The run did not end in " + limit.toSeconds() + " s.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunFailure("The run was interrupted.", e);
    }
  }

  public Vertx vertx() {
    return vertx;
  }

  @Override
  public void close() {
    vertx.close();
  }
}
