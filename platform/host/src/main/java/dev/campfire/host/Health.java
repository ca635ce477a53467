package dev.campfire.host;

import dev.campfire.host.cluster.Cluster;
import dev.campfire.host.cluster.RegistrationCheck;
import dev.campfire.host.database.PgDatabase;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import java.util.function.Supplier;

/**
 * Whether a node can do its work: contract section 2, {@code GET /health/ready}. A check answers
 * within {@value #PATIENCE_MS} ms or counts as failed.
 */
final class Health {
  private static final long PATIENCE_MS = 2_500;

  private final HealthChecks checks;

  Health(Vertx vertx) {
    this.checks = HealthChecks.create(vertx);
  }

  /** The node's modules run, and it is not about to leave. */
  Health verticles(Supplier<String> reason) {
    return check("verticles", () -> said(reason.get()));
  }

  Health database(PgDatabase database) {
    return check("database", () -> database.ping().otherwise(Health::withoutDetails))
        .check("migrations", database::checkMigrations);
  }

  private static Void withoutDetails(Throwable failure) {
    throw new IllegalStateException("does not answer");
  }

  Health cluster(Cluster cluster, RegistrationCheck registrations) {
    return check(
        "cluster",
        () ->
            said(
                !cluster.isMember()
                    ? "this node is in no cluster"
                    : registrations.isComplete()
                        ? null
                        : "the cluster does not know this node's addresses"));
  }

  private static Future<Void> said(String reason) {
    return reason == null
        ? Future.succeededFuture()
        : Future.failedFuture(new IllegalStateException(reason));
  }

  private Health check(String name, Supplier<Future<Void>> check) {
    checks.register(
        name,
        PATIENCE_MS,
        promise ->
            check
                .get()
                .onComplete(
                    well -> promise.tryComplete(Status.OK()),
                    failure -> tellReason(promise, failure)));
    return this;
  }

  private static void tellReason(Promise<Status> promise, Throwable failure) {
    promise.tryComplete(Status.KO(new JsonObject().put("reason", failure.getMessage())));
  }

  Future<CheckResult> look() {
    return checks.checkStatus();
  }
}
