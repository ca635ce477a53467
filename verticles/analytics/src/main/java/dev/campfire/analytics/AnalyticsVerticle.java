package dev.campfire.analytics;

import dev.campfire.contract.analytics.Analytics;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.spi.Bus;
import dev.campfire.spi.ModuleContext;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Serves figures on this node, and keeps them up with what is committed. */
final class AnalyticsVerticle extends VerticleBase {
  private final ModuleContext node;
  private final AnalyticsConfig config;
  private Future<?> look = Future.succeededFuture();
  private boolean leaving;

  AnalyticsVerticle(ModuleContext node, AnalyticsConfig config) {
    this.node = node;
    this.config = config;
  }

  @Override
  public Future<?> start() {
    Bus bus = node.bus();
    AnalyticsMeters meters = new AnalyticsMeters(node.meters());
    Reckoner reckoner =
        new Reckoner(
            new PgReckoningStore(node.database(), new EpisodeRules(), config.batch()),
            bus,
            node.clock(),
            meters);
    AnalyticsCommands commands =
        new AnalyticsCommands(
            new PgReportStore(node.reports(), config.exactUpTo()),
            new PgRatingStore(node.database()),
            reckoner::nudge,
            node.clock(),
            meters);
    lookAgain(reckoner, meters);
    return Future.all(
        bus.serve(Analytics.OVERVIEW, commands::overview),
        bus.serve(Analytics.SERIES, commands::series),
        bus.serve(Analytics.AGENTS, commands::agents),
        bus.serve(Analytics.HEAT_MAP, commands::heatMap),
        bus.serve(Analytics.EPISODES, commands::episodes),
        Future.all(
            bus.serve(Analytics.GROUPS, commands::groups),
            bus.serve(Analytics.RATINGS, commands::ratings),
            bus.serve(Analytics.RATE, commands::rate),
            bus.listen(Messaging.CONVERSATION, (address, event) -> reckoner.heard(address.org())),
            // A conversation without a message yet is told of there alone.
            bus.listen(Messaging.INBOX, (address, event) -> reckoner.heard(address.org()))));
  }

  /** The pause counts from the end of a look, so that looks never pile up. */
  private void lookAgain(Reckoner reckoner, AnalyticsMeters meters) {
    vertx.setTimer(
        config.interval().toMillis(),
        due -> {
          look = meters.look(reckoner.look());
          look.onComplete(
              done -> {
                if (!leaving) {
                  lookAgain(reckoner, meters);
                }
              });
        });
  }

  @Override
  public Future<?> stop() {
    leaving = true;
    return look;
  }
}
