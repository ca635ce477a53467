package dev.campfire.host.cli;

import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.identity.Administration;
import dev.campfire.contract.identity.ApiKey;
import dev.campfire.contract.identity.CreateApiKey;
import dev.campfire.contract.identity.ListApiKeys;
import dev.campfire.contract.identity.RevokeApiKey;
import dev.campfire.host.StartFailure;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code campfire apikey}: what lets integrations in. */
@Command(
    name = "apikey",
    description = "Makes, lists and revokes the keys of integrations.",
    mixinStandardHelpOptions = true,
    subcommands = {
      ApiKeyCommand.Create.class,
      ApiKeyCommand.ListAll.class,
      ApiKeyCommand.Revoke.class
    })
final class ApiKeyCommand extends Group {

  @Command(
      name = "create",
      description = "Makes a key and prints it, once.",
      mixinStandardHelpOptions = true)
  static final class Create implements Runnable {
    @Parameters(paramLabel = "NAME", description = "What agents see as the sender.")
    private String name;

    @Option(
        names = "--scope",
        paramLabel = "SCOPE",
        description = {
          "What it may use: an address such as messaging.send, a family such as messaging.*, or",
          "feeds; repeatable. Without any: all that an agent may."
        })
    private List<String> scopes;

    @Mixin private OrgOptions org;

    @Override
    public void run() {
      org.run(
          (session, operator) -> {
            CreateApiKey.Created created =
                session.ask(
                    Administration.CREATE_API_KEY, operator, new CreateApiKey(name, scopes));
            print(created.key());
            System.out.println("key  " + created.secret());
            System.out.println(
                "The key is shown this once. It is changed for a token by POST"
                    + " /api/v1/auth/token.");
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
                  .ask(Administration.LIST_API_KEYS, operator, new ListApiKeys())
                  .keys()
                  .forEach(ApiKeyCommand::print));
    }
  }

  @Command(
      name = "revoke",
      description = "Ends a key, its tokens and its sockets.",
      mixinStandardHelpOptions = true)
  static final class Revoke implements Runnable {
    @Parameters(paramLabel = "ID", description = "As `list` shows it.")
    private String id;

    @Mixin private OrgOptions org;

    @Override
    public void run() {
      PersonId key = parse(id);
      org.run(
          (session, operator) ->
              print(session.ask(Administration.REVOKE_API_KEY, operator, new RevokeApiKey(key))));
    }

    private static PersonId parse(String id) {
      try {
        return PersonId.parse(id);
      } catch (IllegalArgumentException e) {
        throw new StartFailure(
            "`" + id + "` is no id of a key; ./campfire apikey list shows them.");
      }
    }
  }

  private static void print(ApiKey key) {
    System.out.println(
        key.id()
            + "  "
            + key.name()
            + "  "
            + (key.scopes() == null ? "all scopes" : String.join(" ", key.scopes()))
            + (key.revokedAt() == null ? "" : "  revoked"));
  }
}
