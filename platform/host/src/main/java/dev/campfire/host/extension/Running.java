package dev.campfire.host.extension;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One extension that runs, and whether its thread does. */
final class Running {
  private static final Logger LOGGER = LoggerFactory.getLogger(Running.class);

  /** Its callers have given up by then, and asked once more. */
  private static final long BLOCKED_AFTER_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Vertx vertx;
  private final Path file;
  private final Extension extension;
  private Future<String> deployment;
  private volatile Context context;
  private volatile long seenNanos = System.nanoTime();
  private volatile boolean isAsked;
  private boolean isBlocked;

  Running(Vertx vertx, Path file, Extension extension) {
    this.vertx = vertx;
    this.file = file;
    this.extension = extension;
  }

  Extension extension() {
    return extension;
  }

  /** On one thread that nobody else has. */
  Future<Void> start() {
    DeploymentOptions options =
        new DeploymentOptions()
            .setThreadingModel(ThreadingModel.WORKER)
            .setWorkerPoolName("extension-" + extension.name())
            .setWorkerPoolSize(1);
    deployment = vertx.deployVerticle(watched(extension.verticle()), options);
    return deployment.mapEmpty();
  }

  private Deployable watched(Deployable verticle) {
    return new Deployable() {
      @Override
      public Future<?> deploy(Context on) throws Exception {
        context = on;
        seenNanos = System.nanoTime();
        return verticle.deploy(on);
      }

      @Override
      public Future<?> undeploy(Context on) throws Exception {
        return verticle.undeploy(on);
      }
    };
  }

  /** Looks whether the extension's thread still does what it is given; asked every second. */
  void check() {
    Context thread = context;
    if (thread == null) {
      return;
    }
    if (!isAsked) {
      isAsked = true;
      seenNanos = System.nanoTime();
      thread.runOnContext(
          alive -> {
            isAsked = false;
            isBlocked = false;
          });
    } else if (System.nanoTime() - seenNanos > BLOCKED_AFTER_NANOS && !isBlocked) {
      isBlocked = true;
      boolean ended = extension.interrupt();
      LOGGER
          .atError()
          .addKeyValue("extension", extension.name())
          .addKeyValue("file", file.getFileName())
          .addKeyValue("ended", ended)
          .log("An extension blocks its thread; what it serves is unavailable");
    }
  }

  Future<Void> stop() {
    return (deployment == null ? Future.<String>failedFuture("not started") : deployment)
        .compose(vertx::undeploy)
        // A blocked one is left behind with its thread.
        .timeout(2, TimeUnit.SECONDS)
        .transform(
            gone -> {
              extension.close();
              return Future.succeededFuture();
            });
  }
}
