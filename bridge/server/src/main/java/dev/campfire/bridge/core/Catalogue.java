package dev.campfire.bridge.core;

import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.address.Audience;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.address.Topic;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The addresses that may be asked and listened to from outside, byte for byte, and by whom. What is
 * not here does not exist (contract section 3, rule 5).
 */
public final class Catalogue {
  private final Map<String, Command<?, ?>> commands = new LinkedHashMap<>();

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
   * The command that a caller may ask.
   *
   * @throws ProblemException {@code not_found}, or {@code forbidden} to this role
   */
  public Command<?, ?> command(String address, Caller caller) {
    Command<?, ?> command = commands.get(address);
    if (command == null) {
      throw ProblemException.notFound();
    }
    if (!command.audience().includes(caller.role())) {
      throw ProblemException.of(ProblemCode.FORBIDDEN, "This role may not ask this.");
    }
    return command;
  }

  /**
   * The feed that a caller may listen to, as far as its address tells. Whether a conversation is
   * theirs it does not tell.
   *
   * @throws ProblemException {@code not_found}, of another organisation or person too, or {@code
   *     forbidden} to this role
   */
  public Topic.Address<?> feed(String address, Caller caller) {
    for (Topic<?> topic : topics.values()) {
      Topic.Address<?> feed = topic.parse(address);
      if (feed != null) {
        return admit(feed, caller);
      }
    }
    throw ProblemException.notFound();
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
    return feed;
  }
}
