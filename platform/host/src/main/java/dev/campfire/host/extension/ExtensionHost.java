package dev.campfire.host.extension;

import dev.campfire.contract.address.Topic;
import dev.campfire.host.bus.CoreBus;
import dev.campfire.host.config.Configuration;
import dev.campfire.spi.CampfireModule;
import dev.campfire.spi.ModuleContext;
import dev.campfire.spi.Offer;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** The node as extensions are put into it. */
public final class ExtensionHost {
  /** Words of the bus itself. */
  private static final Set<String> RESERVED =
      Set.of("campfire", "feeds", "moments", "offers", "org", "session", "signals");

  private final CoreBus bus;
  private final ModuleContext context;
  private final Configuration configuration;
  private final Set<String> names = new HashSet<>(RESERVED);
  private final Set<String> addresses = new HashSet<>();
  private final Set<String> topics = new HashSet<>();

  /**
   * @param product the modules that Campfire is made of, on whichever node they run
   */
  public ExtensionHost(
      CoreBus bus,
      ModuleContext context,
      Configuration configuration,
      Collection<? extends CampfireModule<?>> product) {
    this.bus = bus;
    this.context = context;
    this.configuration = configuration;
    for (CampfireModule<?> module : product) {
      names.add(module.name());
      module.commands().forEach(command -> addresses.add(command.address()));
      module.topics().stream().map(Topic::name).forEach(topics::add);
    }
  }

  public CoreBus bus() {
    return bus;
  }

  public ModuleContext context() {
    return context;
  }

  /** The settings of an extension, from {@code extensions.<name>}. */
  <C extends Record> C settings(String name, Class<C> type) {
    C bound = configuration.section("extensions." + name, type);
    configuration.check();
    return bound;
  }

  /**
   * Refuses what would speak in the product's name.
   *
   * @throws IllegalArgumentException that says what
   */
  public void check(Offer.Part offer) {
    if (!offer.name().matches("[a-z][a-z0-9-]{0,39}")) {
      refuse("the name `" + offer.name() + "` must be a-z, 0-9 and -, at most 40");
    }
    if (names.contains(offer.name())) {
      refuse("`" + offer.name() + "` is a part of Campfire");
    }
    Stream<String> commands = offer.commands().stream().map(Offer.OfferedCommand::address);
    commands.forEach(this::checkAddress);
    for (Offer.OfferedTopic topic : offer.topics()) {
      if (topics.contains(topic.name()) || !topic.name().matches("[a-z][a-z0-9-]{0,39}")) {
        refuse("the topic `" + topic.name() + "` is Campfire's own, or not of a-z, 0-9 and -");
      }
    }
  }

  /** Two words and a dot, the first of which no part of Campfire uses. */
  private void checkAddress(String address) {
    if (!address.matches("[a-z][a-z0-9-]{0,39}\\.[a-z][a-zA-Z0-9-]{0,39}")) {
      refuse("the address `" + address + "` must read like `weather.today`");
    }
    String space = address.substring(0, address.indexOf('.') + 1);
    if (names.contains(address.substring(0, address.indexOf('.')))
        || addresses.stream().anyMatch(taken -> taken.startsWith(space))) {
      refuse("addresses that begin with `" + space + "` are Campfire's own");
    }
  }

  private static void refuse(String reason) {
    throw new IllegalArgumentException(reason);
  }
}
