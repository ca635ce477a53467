package dev.campfire.bridge;

import dev.campfire.bridge.core.Catalogue;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.address.Topic;
import dev.campfire.contract.session.Sessions;
import dev.campfire.host.InstalledModules;
import dev.campfire.spi.CampfireModule;
import dev.campfire.spi.ModuleContext;
import io.vertx.core.Deployable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The event-bus bridge, the HTTP API and the pages. */
public final class BridgeModule implements CampfireModule<BridgeConfig> {
  private final Collection<? extends CampfireModule<?>> modules;

  /** Lets through what the modules on the class path declare, wherever they run. */
  public BridgeModule() {
    this.modules = null;
  }

  /** Lets through what these declare, and what the bridge itself does. */
  public BridgeModule(Collection<? extends CampfireModule<?>> modules) {
    this.modules = List.copyOf(modules);
  }

  @Override
  public String name() {
    return "bridge";
  }

  @Override
  public Class<BridgeConfig> configuration() {
    return BridgeConfig.class;
  }

  /** Answered on the socket itself: no other part of Campfire asks them. */
  @Override
  public List<Command<?, ?>> commands() {
    return Sessions.COMMANDS;
  }

  @Override
  public List<Topic<?>> topics() {
    return Sessions.TOPICS;
  }

  @Override
  public boolean usesDatabase() {
    return false;
  }

  @Override
  public boolean letsClientsIn() {
    return true;
  }

  @Override
  public Deployable create(ModuleContext context, BridgeConfig configuration) {
    return new BridgeVerticle(context, configuration, catalogue());
  }

  private Catalogue catalogue() {
    List<CampfireModule<?>> known = new ArrayList<>(List.of(this));
    known.addAll(modules == null ? InstalledModules.all() : modules);
    return new Catalogue(InstalledModules.commands(known), InstalledModules.topics(known));
  }
}
