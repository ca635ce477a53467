package dev.campfire.host.cli;

import dev.campfire.contract.Role;
import dev.campfire.contract.identity.AdminAgent;
import dev.campfire.contract.identity.Administration;
import dev.campfire.contract.identity.ChangeAgent;
import dev.campfire.contract.identity.InviteAgent;
import dev.campfire.contract.identity.ListAgents;
import dev.campfire.host.StartFailure;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code campfire agent}: the people who answer. */
@Command(
    name = "agent",
    description = "Invites, lists, disables agents and changes their roles.",
    mixinStandardHelpOptions = true,
    subcommands = {
      AgentCommand.Invite.class,
      AgentCommand.ListAll.class,
      AgentCommand.Disable.class,
      AgentCommand.Enable.class,
      AgentCommand.SetRole.class
    })
final class AgentCommand extends Group {

  /** As the command line writes them. */
  enum AgentRole {
    AGENT(Role.AGENT),
    ADMIN(Role.ADMIN);

    private final Role role;

    AgentRole(Role role) {
      this.role = role;
    }
  }

  @Command(
      name = "invite",
      description = {
        "Makes an agent and prints the link by which they choose a password.",
        "For one who is there: a new link, such as for a lost password."
      },
      mixinStandardHelpOptions = true)
  static final class Invite implements Runnable {
    @Parameters(paramLabel = "EMAIL", description = "Their address, with which they sign in.")
    private String email;

    @Option(names = "--name", paramLabel = "NAME", description = "As contacts see them.")
    private String name;

    @Option(names = "--role", description = "agent or admin (agent).")
    private AgentRole role;

    @Mixin private OrgOptions org;

    @Override
    public void run() {
      org.run(
          (session, operator) -> {
            InviteAgent.Invited invited =
                session.ask(
                    Administration.INVITE_AGENT,
                    operator,
                    new InviteAgent(email, name, role == null ? null : role.role));
            print(invited.agent());
            System.out.println("invitation  " + org.publicUrl() + invited.path());
            System.out.println(
                "Send the link to them: it is shown this once, lets them choose a password, and"
                    + " runs out at "
                    + invited.expiresAt()
                    + ".");
          });
    }
  }

  @Command(name = "list", description = "Lists them.", mixinStandardHelpOptions = true)
  static final class ListAll implements Runnable {
    @Mixin private OrgOptions org;

    @Override
    public void run() {
      org.run(
          (session, operator) ->
              session
                  .ask(Administration.LIST_AGENTS, operator, new ListAgents())
                  .agents()
                  .forEach(AgentCommand::print));
    }
  }

  @Command(
      name = "disable",
      description = "Lets an agent in no more and ends their sessions.",
      mixinStandardHelpOptions = true)
  static final class Disable implements Runnable {
    @Mixin private WhichAgent which;

    @Override
    public void run() {
      which.change(null, true);
    }
  }

  @Command(
      name = "enable",
      description = "Lets a disabled agent in again.",
      mixinStandardHelpOptions = true)
  static final class Enable implements Runnable {
    @Mixin private WhichAgent which;

    @Override
    public void run() {
      which.change(null, false);
    }
  }

  @Command(
      name = "set-role",
      description = "Gives an agent another role and ends their sessions.",
      mixinStandardHelpOptions = true)
  static final class SetRole implements Runnable {
    @Mixin private WhichAgent which;

    @Parameters(index = "1", paramLabel = "ROLE", description = "agent or admin.")
    private AgentRole role;

    @Override
    public void run() {
      which.change(role.role, null);
    }
  }

  /** An agent by their address. */
  static final class WhichAgent {
    @Parameters(index = "0", paramLabel = "EMAIL", description = "Their address.")
    private String email;

    @Mixin private OrgOptions org;

    void change(Role role, Boolean disabled) {
      org.run(
          (session, operator) -> {
            List<AdminAgent> agents =
                session.ask(Administration.LIST_AGENTS, operator, new ListAgents()).agents();
            String wanted = email.strip().toLowerCase(Locale.ROOT);
            AdminAgent agent =
                agents.stream()
                    .filter(each -> each.email().equals(wanted))
                    .findFirst()
                    .orElseThrow(() -> new StartFailure("There is no agent " + email + " here."));
            print(
                session.ask(
                    Administration.CHANGE_AGENT,
                    operator,
                    new ChangeAgent(agent.id(), role, disabled)));
          });
    }
  }

  private static void print(AdminAgent agent) {
    System.out.println(
        agent.email()
            + "  "
            + agent.role().name().toLowerCase(Locale.ROOT)
            + "  "
            + agent.name()
            + (agent.disabledAt() != null
                ? "  disabled"
                : agent.hasPassword() ? "" : "  has not chosen a password yet"));
  }
}
