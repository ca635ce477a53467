package dev.campfire.host;

import dev.campfire.contract.address.Command;
import dev.campfire.contract.address.Topic;
import dev.campfire.spi.CampfireModule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Every module on the class path. What the bridge lets through, what is printed of the contract and
 * what the tests of the whole ask, all come from here, so that a new module is in all of them by
 * being there.
 */
public final class InstalledModules {
  private InstalledModules() {}

  /** By their names; the bridge last, so that nobody is let in too early. */
  public static List<CampfireModule<?>> all() {
    List<CampfireModule<?>> modules = new ArrayList<>();
    ServiceLoader.load(CampfireModule.class).forEach(modules::add);
    modules.sort(
        Comparator.<CampfireModule<?>, Boolean>comparing(module -> module.name().equals("bridge"))
            .thenComparing(CampfireModule::name));
    return modules;
  }

  /** The commands of all, in the order of the modules. */
  public static List<Command<?, ?>> commands(Collection<? extends CampfireModule<?>> modules) {
    List<Command<?, ?>> commands = new ArrayList<>();
    modules.forEach(module -> commands.addAll(module.commands()));
    return commands;
  }

  /** The topics of all, in the order of the modules. */
  public static List<Topic<?>> topics(Collection<? extends CampfireModule<?>> modules) {
    List<Topic<?>> topics = new ArrayList<>();
    modules.forEach(module -> topics.addAll(module.topics()));
    return topics;
  }
}
