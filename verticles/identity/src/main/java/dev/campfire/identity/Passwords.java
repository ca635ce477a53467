package dev.campfire.identity;

import dev.campfire.contract.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;

/**
 * Passwords, hashed and judged on threads of their own. Few, since each hash fills a processor, and
 * with a short queue: behind a flood of sign-ins messages must not wait, and a sign-in that would
 * wait longer than its caller does is better refused at once.
 */
final class Passwords {

  private final WorkerExecutor workers;
  private final PasswordHash hash;
  private final MeterRegistry meters;
  private final int most;
  private int inFlight;

  Passwords(WorkerExecutor workers, PasswordHash hash, int most, MeterRegistry meters) {
    this.workers = workers;
    this.hash = hash;
    this.most = most;
    this.meters = meters;
  }

  static Passwords on(Vertx vertx, IdentityConfig config, MeterRegistry meters) {
    return new Passwords(
        vertx.createSharedWorkerExecutor("campfire-passwords", config.passwordWorkers()),
        new PasswordHash(
            config.argon2MemoryKib(), config.argon2Iterations(), config.argon2Parallelism()),
        config.passwordWorkers() + config.passwordQueue(),
        meters);
  }

  /**
   * Whether a password is the one that was hashed.
   *
   * @param phc null if there is none: then false, after as long a time
   * @return fails with {@code unavailable} if too many passwords wait
   */
  Future<Boolean> fits(String password, String phc) {
    return run(() -> hash.fits(password, phc));
  }

  /** A new hash; fails with {@code unavailable} if too many passwords wait. */
  Future<String> hash(String password) {
    return run(() -> hash.of(password));
  }

  boolean isOutdated(String phc) {
    return hash.isOutdated(phc);
  }

  private <T> Future<T> run(Callable<T> work) {
    if (inFlight >= most) {
      IdentityMeter.PASSWORDS_TURNED_AWAY.count(meters);
      return Future.failedFuture(
          ProblemException.unavailable("Too many people sign in at this moment.", null));
    }
    inFlight++;
    Timer.Sample waiting = Timer.start(meters);
    return workers
        .executeBlocking(work, false)
        .onComplete(
            done -> {
              inFlight--;
              waiting.stop(IdentityMeter.PASSWORDS.timer(meters));
            });
  }
}
