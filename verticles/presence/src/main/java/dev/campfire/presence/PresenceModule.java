package dev.campfire.presence;

import dev.campfire.contract.address.Command;
import dev.campfire.contract.address.Topic;
import dev.campfire.contract.presence.Presence;
import dev.campfire.spi.CampfireModule;
import dev.campfire.spi.ModuleContext;
import io.vertx.core.Deployable;
import java.util.List;

/** Who is there and who types, as {@code campfire run presence}. */
public final class PresenceModule implements CampfireModule<PresenceConfig> {

  @Override
  public String name() {
    return "presence";
  }

  @Override
  public Class<PresenceConfig> configuration() {
    return PresenceConfig.class;
  }

  @Override
  public List<Command<?, ?>> commands() {
    return Presence.COMMANDS;
  }

  @Override
  public List<Topic<?>> topics() {
    return Presence.TOPICS;
  }

  @Override
  public Deployable create(ModuleContext context, PresenceConfig configuration) {
    return new PresenceVerticle(context, configuration);
  }
}
