package dev.campfire.identity;

import dev.campfire.contract.address.Command;
import dev.campfire.contract.address.Topic;
import dev.campfire.contract.identity.Administration;
import dev.campfire.contract.identity.Identity;
import dev.campfire.spi.CampfireModule;
import dev.campfire.spi.ModuleContext;
import io.vertx.core.Deployable;
import java.util.List;
import java.util.stream.Stream;

/** Sign-in, widget sessions and access tokens. */
public final class IdentityModule implements CampfireModule<IdentityConfig> {

  @Override
  public String name() {
    return "identity";
  }

  @Override
  public Class<IdentityConfig> configuration() {
    return IdentityConfig.class;
  }

  @Override
  public List<Command<?, ?>> commands() {
    return Stream.of(Identity.COMMANDS, Administration.COMMANDS).flatMap(List::stream).toList();
  }

  @Override
  public List<Topic<?>> topics() {
    return Identity.TOPICS;
  }

  @Override
  public Deployable create(ModuleContext context, IdentityConfig configuration) {
    return new IdentityVerticle(context, configuration, configuration.seal());
  }
}
