package dev.campfire.receipts;

import dev.campfire.contract.address.Command;
import dev.campfire.contract.address.Topic;
import dev.campfire.contract.receipts.Receipts;
import dev.campfire.spi.CampfireModule;
import dev.campfire.spi.ModuleContext;
import io.vertx.core.Deployable;
import java.util.List;

/** How far readers have got, as {@code campfire run receipts}. */
public final class ReceiptsModule implements CampfireModule<ReceiptsConfig> {

  @Override
  public String name() {
    return "receipts";
  }

  @Override
  public Class<ReceiptsConfig> configuration() {
    return ReceiptsConfig.class;
  }

  @Override
  public List<Command<?, ?>> commands() {
    return Receipts.COMMANDS;
  }

  @Override
  public List<Topic<?>> topics() {
    return Receipts.TOPICS;
  }

  @Override
  public Deployable create(ModuleContext context, ReceiptsConfig configuration) {
    return new ReceiptsVerticle(context, configuration);
  }
}
