package dev.campfire.messaging;

import dev.campfire.contract.address.Command;
import dev.campfire.contract.address.Topic;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.spi.CampfireModule;
import dev.campfire.spi.ModuleContext;
import io.vertx.core.Deployable;
import java.util.List;

/** Conversations and messages, as {@code campfire run messaging}. */
public final class MessagingModule implements CampfireModule<MessagingConfig> {

  @Override
  public String name() {
    return "messaging";
  }

  @Override
  public Class<MessagingConfig> configuration() {
    return MessagingConfig.class;
  }

  @Override
  public List<Command<?, ?>> commands() {
    return Messaging.COMMANDS;
  }

  @Override
  public List<Topic<?>> topics() {
    return Messaging.TOPICS;
  }

  @Override
  public Deployable create(ModuleContext context, MessagingConfig configuration) {
    return new MessagingVerticle(context, configuration);
  }
}
