package dev.campfire.bench.load;

import dev.campfire.bench.RefusedSettings;
import dev.campfire.bench.wire.Target;
import java.util.List;

/**
 * Who talks to whom: each conversation has a contact of its own, and the agents share them.
 *
 * @param agentEmails accounts, all with {@code agentPassword}
 * @param agentSockets the agents' sockets; socket {@code i} belongs to account {@code i} modulo
 *     their number and serves every conversation that is {@code i} modulo the number of sockets
 * @param second where the agents are, if they are not where the contacts are: another node of the
 *     same installation; null: all are at {@code target}
 * @param from the address of this machine that all of them come from; null: any
 */
public record Cast(
    Target target,
    Target second,
    String widgetKey,
    List<String> agentEmails,
    String agentPassword,
    int agentSockets,
    int conversations,
    String from) {

  public Cast(
      Target target,
      String widgetKey,
      List<String> agentEmails,
      String agentPassword,
      int agentSockets,
      int conversations) {
    this(target, null, widgetKey, agentEmails, agentPassword, agentSockets, conversations, null);
  }

  public Cast {
    agentEmails = List.copyOf(agentEmails);
    if (conversations < 1 || conversations > 5_000) {
      throw new RefusedSettings(
          "--conversations must be between 1 and 5000, was " + conversations + ".");
    }
    if (agentSockets < 1 || agentSockets > conversations) {
      throw new RefusedSettings(
          "--agents must be between 1 and the number of conversations, was " + agentSockets + ".");
    }
    if (agentEmails.isEmpty() || agentEmails.stream().anyMatch(String::isBlank)) {
      throw new RefusedSettings("--agent-email must name at least one account.");
    }
  }

  /** The same people, from another address of this machine. */
  public Cast from(String address) {
    return new Cast(
        target,
        second,
        widgetKey,
        agentEmails,
        agentPassword,
        agentSockets,
        conversations,
        address);
  }

  /** The same people, the agents on another node. */
  public Cast withAgentsAt(Target node) {
    return new Cast(
        target, node, widgetKey, agentEmails, agentPassword, agentSockets, conversations, from);
  }

  /** Where the agents are. */
  Target agentTarget() {
    return second == null ? target : second;
  }

  /** For people. */
  String places() {
    return second == null ? target.toString() : target + " and " + second;
  }

  /** All nodes that are talked to. */
  public List<Target> targets() {
    return second == null ? List.of(target) : List.of(target, second);
  }

  /** How many conversations the busiest account serves. */
  int conversationsOfBusiestAccount() {
    int most = 0;
    for (int account = 0; account < agentEmails.size(); account++) {
      int served = 0;
      for (int conversation = 0; conversation < conversations; conversation++) {
        if (accountOf(socketOf(conversation)) == account) {
          served++;
        }
      }
      most = Math.max(most, served);
    }
    return most;
  }

  /** How many conversations the busiest socket listens to. */
  int conversationsOfBusiestSocket() {
    return (conversations + agentSockets - 1) / agentSockets;
  }

  int socketOf(int conversation) {
    return conversation % agentSockets;
  }

  public int accountOf(int socket) {
    return socket % agentEmails.size();
  }
}
