package dev.campfire.dist.refusals;

import dev.campfire.bridge.house.Clients;
import dev.campfire.contract.address.Audience;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.address.Topic;
import dev.campfire.contract.session.Sessions;
import dev.campfire.host.InstalledModules;
import dev.campfire.testkit.CampfireExtension;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The whole product on one node: every module that is on the class path. */
final class Product {
  private static final Map<String, Object> WIDE = Map.of("perSecond", 1_000, "burst", 100_000);

  private Product() {}

  static CampfireExtension.Builder node(Clients clients) {
    CampfireExtension.Builder builder =
        CampfireExtension.nodes(1).configure("bridge.port", clients.port());
    InstalledModules.all().forEach(builder::module);
    return builder;
  }

  /** With budgets that no table exhausts. */
  static CampfireExtension.Builder nodeWithoutBudgets(Clients clients) {
    return node(clients)
        .configure("bridge.limits.requests", WIDE)
        .configure("bridge.limits.messages", WIDE)
        .configure("bridge.limits.contactMessages", WIDE)
        .configure("bridge.limits.widgetSessionsPerMinute", 100_000);
  }

  /** What can be asked from outside and is answered by a verticle. */
  static List<Command<?, ?>> commands() {
    return InstalledModules.commands(InstalledModules.all()).stream()
        .filter(command -> command.audience() != Audience.INTERNAL && command != Sessions.AUTH)
        .toList();
  }

  /** What can be listened to, one for each name. */
  static List<Topic<?>> topics() {
    Map<String, Topic<?>> topics = new LinkedHashMap<>();
    InstalledModules.topics(InstalledModules.all())
        .forEach(topic -> topics.putIfAbsent(topic.name(), topic));
    return List.copyOf(topics.values());
  }

  /** A caller of the audience. */
  static Actor of(Audience audience) {
    return switch (audience) {
      case CONTACTS -> Actor.JOE;
      case ADMINS -> Actor.ADMIN;
      default -> Actor.ADA;
    };
  }
}
