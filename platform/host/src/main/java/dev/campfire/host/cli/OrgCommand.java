package dev.campfire.host.cli;

import dev.campfire.contract.Caller;
import dev.campfire.contract.identity.Administration;
import dev.campfire.contract.identity.ChangeOrganization;
import dev.campfire.contract.identity.CreateOrganization;
import dev.campfire.contract.identity.ListOrganizations;
import dev.campfire.contract.identity.OrganizationSettings;
import dev.campfire.contract.identity.RotateIdentitySecret;
import dev.campfire.contract.schema.Change;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code campfire org}: organisations of the installation. */
@Command(
    name = "org",
    description = "Makes, lists and sets up organisations.",
    mixinStandardHelpOptions = true,
    subcommands = {
      OrgCommand.Create.class,
      OrgCommand.ListAll.class,
      OrgCommand.Set.class,
      OrgCommand.RotateSecret.class
    })
final class OrgCommand extends Group {

  @Command(
      name = "create",
      description = "Makes an organisation and prints its widget key and identity secret.",
      mixinStandardHelpOptions = true)
  static final class Create implements Runnable {
    @Parameters(paramLabel = "NAME", description = "As people call it.")
    private String name;

    @Option(
        names = "--widget-key",
        paramLabel = "KEY",
        description = "Stands in the pages that carry the widget; random if not given.")
    private String widgetKey;

    @Option(
        names = "--origin",
        paramLabel = "ORIGIN",
        description = "A website that may carry the widget, https://shop.example.com; repeatable.")
    private List<String> origins;

    @Mixin private OperatorOptions options;

    @Override
    public void run() {
      options.run(
          session -> {
            CreateOrganization.Created created =
                session.ask(
                    Administration.CREATE_ORGANIZATION,
                    Caller.SYSTEM,
                    new CreateOrganization(name, widgetKey, origins));
            print(created.organization());
            System.out.println("identity secret  " + created.identitySecret());
            System.out.println("The secret is shown this once. Next: ./campfire agent invite.");
          });
    }
  }

  private static void print(OrganizationSettings organization) {
    System.out.println("organisation     " + organization.id() + "  " + organization.name());
    System.out.println("widget key       " + organization.widgetKey());
    System.out.println(
        "allowed origins  "
            + (organization.allowedOrigins().isEmpty()
                ? "any website may carry the widget"
                : String.join(" ", organization.allowedOrigins())));
  }

  @Command(name = "list", description = "Lists them.", mixinStandardHelpOptions = true)
  static final class ListAll implements Runnable {
    @Mixin private OperatorOptions options;

    @Override
    public void run() {
      options.run(
          session ->
              session
                  .ask(Administration.LIST_ORGANIZATIONS, Caller.SYSTEM, new ListOrganizations())
                  .organizations()
                  .forEach(
                      org ->
                          System.out.println(
                              org.id() + "  " + org.widgetKey() + "  " + org.name())));
    }
  }

  @Command(
      name = "set",
      description = "Changes its name, greeting or allowed websites.",
      mixinStandardHelpOptions = true)
  static final class Set implements Runnable {
    @Mixin private OrgOptions org;

    @Option(names = "--name", paramLabel = "NAME", description = "As people call it.")
    private String name;

    @Option(
        names = "--greeting",
        paramLabel = "TEXT",
        description = "What the widget says first; empty: nothing.")
    private String greeting;

    @Option(
        names = "--origin",
        paramLabel = "ORIGIN",
        description = "A website that may carry the widget; repeatable, replaces all.")
    private List<String> origins;

    @Override
    public void run() {
      org.run(
          (session, operator) ->
              print(
                  session.ask(
                      Administration.CHANGE_ORGANIZATION,
                      operator,
                      new ChangeOrganization(
                          name,
                          greeting == null
                              ? null
                              : new Change<>(greeting.isBlank() ? null : greeting),
                          origins,
                          null))));
    }
  }

  @Command(
      name = "rotate-secret",
      description = "Makes a new secret for signed identities; the one before it stays good.",
      mixinStandardHelpOptions = true)
  static final class RotateSecret implements Runnable {
    @Mixin private OrgOptions org;

    @Override
    public void run() {
      org.run(
          (session, operator) -> {
            RotateIdentitySecret.Rotated rotated =
                session.ask(
                    Administration.ROTATE_IDENTITY_SECRET, operator, new RotateIdentitySecret());
            System.out.println("identity secret  " + rotated.secret());
            System.out.println(
                "It is shown this once. The one before it stays good until the next.");
          });
    }
  }
}
