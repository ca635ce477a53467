package dev.campfire.bridge.core;

import dev.campfire.bridge.Rate;
import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.identity.CheckOrigin;
import dev.campfire.contract.identity.FindOrigins;
import dev.campfire.contract.identity.Identity;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;

/**
 * From which websites this server may be used: exactly our own, and each organisation's for its own
 * callers (contract section 1). A request that names no origin comes from a program.
 */
public final class Origins {
  private static final Pattern WEBSITE = Pattern.compile("https?://[a-z0-9.\\[\\]:_-]{1,280}");

  /** Anybody may name a new origin with every request; each new one is a question to identity. */
  private static final Rate QUESTIONS = new Rate(50, 200);

  private final OwnOrigins own;
  private final Core core;
  private final Clock clock;
  private final TokenBucket questions;
  private final RecentAnswers<String, Boolean> known;
  private final RecentAnswers<OrgId, List<String>> ofOrganizations;
  private final RecentAnswers<String, List<String>> ofWidgets;

  public Origins(OwnOrigins own, Core core, Clock clock) {
    this.own = own;
    this.core = core;
    this.clock = clock;
    this.questions = new TokenBucket(QUESTIONS, clock.millis());
    this.known = new RecentAnswers<>(clock);
    this.ofOrganizations = new RecentAnswers<>(clock);
    this.ofWidgets = new RecentAnswers<>(clock);
  }

  /**
   * Whether a request says that it comes from a website other than ours.
   *
   * @param origin null without one
   */
  public boolean isForeign(String origin) {
    return origin != null && !own.contains(origin);
  }

  /**
   * Lets in who may be anybody's: before they have signed in.
   *
   * @return fails with {@code forbidden}
   */
  public Future<Void> admit(String origin) {
    if (!isForeign(origin)) {
      return Future.succeededFuture();
    }
    if (!WEBSITE.matcher(origin).matches()) {
      return forbidden();
    }
    return known
        .get(origin, this::ask)
        .compose(allowed -> allowed ? Future.succeededFuture() : forbidden());
  }

  private Future<Boolean> ask(String origin) {
    long waitMs = questions.take(clock.millis());
    if (waitMs > 0) {
      return Future.failedFuture(
          ProblemException.rateLimited("Too many requests from unknown pages.", waitMs));
    }
    return core.request(Identity.CHECK_ORIGIN, Caller.SYSTEM, new CheckOrigin(origin))
        .map(CheckOrigin.Checked::isAllowed);
  }

  /**
   * Lets in who belongs to an organisation: what another one allows is of no use to them.
   *
   * @return fails with {@code forbidden}
   */
  public Future<Void> admit(String origin, OrgId org) {
    if (!isForeign(origin)) {
      return Future.succeededFuture();
    }
    return ofOrganizations
        .get(org, key -> find(new FindOrigins(key, null)))
        .compose(allowed -> allowed.contains(origin) ? Future.succeededFuture() : forbidden());
  }

  /**
   * Lets in who asks for a widget's session.
   *
   * @return fails with {@code forbidden}, or {@code not_found} for an unknown widget key
   */
  public Future<Void> admitWidget(String origin, String widgetKey) {
    if (!isForeign(origin)) {
      return Future.succeededFuture();
    }
    return find(new FindOrigins(null, widgetKey))
        .compose(allowed -> allowed.contains(origin) ? Future.succeededFuture() : forbidden());
  }

  /**
   * Which websites may carry a widget.
   *
   * @return those that its organisation names, none if it names none; fails with {@code not_found}
   *     for an unknown key
   */
  public Future<List<String>> ofWidget(String widgetKey) {
    return ofWidgets.get(
        widgetKey,
        key -> {
          long waitMs = questions.take(clock.millis());
          return waitMs > 0
              ? Future.failedFuture(
                  ProblemException.rateLimited("Too many unknown widgets.", waitMs))
              : find(new FindOrigins(null, key));
        });
  }

  private Future<List<String>> find(FindOrigins question) {
    return core.request(Identity.ORIGINS, Caller.SYSTEM, question)
        .map(FindOrigins.Origins::allowedOrigins);
  }

  /** The refusal of a website that may not. */
  public static <T> Future<T> forbidden() {
    return Future.failedFuture(
        ProblemException.of(
            ProblemCode.FORBIDDEN, "Pages of this origin may not use this server."));
  }
}
