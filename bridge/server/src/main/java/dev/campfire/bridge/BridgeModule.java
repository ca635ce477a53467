package dev.campfire.bridge;

import dev.campfire.bridge.core.Catalogue;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.address.Topic;
import dev.campfire.contract.identity.Identity;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.session.Sessions;
import dev.campfire.spi.CampfireModule;
import dev.campfire.spi.ModuleContext;
import io.vertx.core.Deployable;
import java.util.List;
import java.util.stream.Stream;

/** The event-bus bridge, the HTTP API and the pages. */
public final class BridgeModule implements CampfireModule<BridgeConfig> {
  /** The wire contract's commands, in one place; a new capability adds its list. */
  private static final List<Command<?, ?>> COMMANDS =
      Stream.of(Identity.COMMANDS, Messaging.COMMANDS).flatMap(List::stream).toList();

  private static final List<Topic<?>> TOPICS =
      Stream.of(Sessions.TOPICS, Messaging.TOPICS).flatMap(List::stream).toList();

  @Override
  public String name() {
    return "bridge";
  }

  @Override
  public Class<BridgeConfig> configuration() {
    return BridgeConfig.class;
  }

  /** It serves nothing: it asks. */
  @Override
  public List<Command<?, ?>> commands() {
    return List.of();
  }

  @Override
  public boolean usesDatabase() {
    return false;
  }

  @Override
  public Deployable create(ModuleContext context, BridgeConfig configuration) {
    return new BridgeVerticle(context, configuration, new Catalogue(COMMANDS, TOPICS));
  }
}
