package dev.campfire.analytics;

import dev.campfire.contract.address.Command;
import dev.campfire.contract.address.Topic;
import dev.campfire.contract.analytics.Analytics;
import dev.campfire.spi.CampfireModule;
import dev.campfire.spi.ModuleContext;
import dev.campfire.spi.OperatorTask;
import io.vertx.core.Deployable;
import java.util.List;

/** Figures, as {@code campfire run analytics}. */
public final class AnalyticsModule implements CampfireModule<AnalyticsConfig> {

  @Override
  public String name() {
    return "analytics";
  }

  @Override
  public Class<AnalyticsConfig> configuration() {
    return AnalyticsConfig.class;
  }

  @Override
  public List<Command<?, ?>> commands() {
    return Analytics.COMMANDS;
  }

  @Override
  public List<Topic<?>> topics() {
    return Analytics.TOPICS;
  }

  @Override
  public List<OperatorTask> tasks() {
    return List.of(new PgRecount());
  }

  @Override
  public Deployable create(ModuleContext context, AnalyticsConfig configuration) {
    return new AnalyticsVerticle(context, configuration);
  }
}
