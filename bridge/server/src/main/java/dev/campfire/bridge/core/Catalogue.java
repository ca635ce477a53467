package dev.campfire.bridge.core;

import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.Scopes;
import dev.campfire.contract.address.Audience;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.address.Topic;
import dev.campfire.spi.Offer;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The addresses that may be asked and listened to from outside, byte for byte, and by whom. What is
 * not here does not exist (contract section 3, rule 5).
 */
public final class Catalogue {
  private final Map<String, Command<?, ?>> commands = new LinkedHashMap<>();

  /** What extensions bring; replaced as a whole whenever one comes or goes. */
  private volatile Offered offered = new Offered(Map.of(), Map.of());

  private record Offered(Map<String, Command<?, ?>> commands, Map<String, Topic<?>> topics) {}

  /** One for each name: several modules may announce on the same feed. */
  private final Map<String, Topic<?>> topics = new LinkedHashMap<>();

  public Catalogue(Collection<Command<?, ?>> commands, Collection<Topic<?>> topics) {
    for (Command<?, ?> command : commands) {
      if (command.audience() != Audience.INTERNAL) {
        this.commands.put(command.address(), command);
      }
    }
    for (Topic<?> topic : topics) {
      this.topics.putIfAbsent(topic.name(), topic);
    }
  }

  /**
   * Lets through what extensions serve and announce, besides our own. Of two with one address the
   * audience is that of the one whose name comes first. From any thread.
   */
  public void learn(List<Offer> offers) {
    Map<String, Command<?, ?>> newCommands = new HashMap<>();
    Map<String, Topic<?>> newTopics = new HashMap<>();
    offers.stream()
        .flatMap(offer -> offer.parts().stream())
        .sorted(Comparator.comparing(Offer.Part::name))
        .forEach(
            part -> {
              for (Offer.OfferedCommand command : part.commands()) {
                if (command.audience() != Audience.INTERNAL) {
                  newCommands.putIfAbsent(command.address(), command(command));
                }
              }
              for (Offer.OfferedTopic topic : part.topics()) {
                newTopics.putIfAbsent(topic.name(), topic(topic));
              }
            });
    offered = new Offered(newCommands, newTopics);
  }

  /** Their bodies pass as bytes, so their records need not be known here. */
  private static Command<?, ?> command(Offer.OfferedCommand offered) {
    return Command.of(offered.address(), Record.class, Record.class, offered.audience());
  }

  private static Topic<?> topic(Offer.OfferedTopic offered) {
    return new Topic<>(offered.name(), Object.class, offered.subject(), offered.audience(), false);
  }

  /**
   * The command that a caller may ask.
   *
   * @throws ProblemException {@code not_found}, or {@code forbidden} to this role
   */
  public Command<?, ?> command(String address, Caller caller) {
    Command<?, ?> ours = commands.get(address);
    Command<?, ?> command = ours == null ? offered.commands().get(address) : ours;
    if (command == null) {
      throw ProblemException.notFound();
    }
    if (!command.audience().includes(caller.role())) {
      throw ProblemException.of(ProblemCode.FORBIDDEN, "This role may not ask this.");
    }
    checkScope(caller, command.address());
    return command;
  }

  /**
   * Refuses an integration whose key is limited to other things.
   *
   * @param address of the command that is asked, or {@link Scopes#FEEDS}
   * @throws ProblemException {@code forbidden}
   */
  public static void checkScope(Caller caller, String address) {
    if (!Scopes.allow(caller, address)) {
      throw ProblemException.of(
          ProblemCode.FORBIDDEN, "The scopes of this API key do not reach it.");
    }
  }

  /**
   * The feed that a caller may listen to, as far as its address tells. Whether a conversation is
   * theirs it does not tell.
   *
   * @throws ProblemException {@code not_found}, of another organisation or person too, or {@code
   *     forbidden} to this role
   */
  public Topic.Address<?> feed(String address, Caller caller) {
    Topic.Address<?> ours = find(topics, address);
    Topic.Address<?> feed = ours == null ? find(offered.topics(), address) : ours;
    if (feed == null) {
      throw ProblemException.notFound();
    }
    return admit(feed, caller);
  }

  private static Topic.Address<?> find(Map<String, Topic<?>> among, String address) {
    for (Topic<?> topic : among.values()) {
      Topic.Address<?> feed = topic.parse(address);
      if (feed != null) {
        return feed;
      }
    }
    return null;
  }

  /** Whether a text is the address of another organisation's feed. */
  public boolean isForeign(String address, Caller caller) {
    return topics.values().stream()
        .map(topic -> topic.parse(address))
        .anyMatch(feed -> feed != null && !feed.org().equals(caller.org()));
  }

  private static Topic.Address<?> admit(Topic.Address<?> feed, Caller caller) {
    if (!feed.org().equals(caller.org())) {
      throw ProblemException.notFound();
    }
    if (!feed.topic().audience().includes(caller.role())) {
      throw ProblemException.of(ProblemCode.FORBIDDEN, "This role may not listen to this.");
    }
    if (!feed.topic().admits(caller, feed)) {
      throw ProblemException.notFound();
    }
    checkScope(caller, Scopes.FEEDS);
    return feed;
  }
}
