package dev.campfire.contract.identity;

import dev.campfire.contract.address.Audience;
import dev.campfire.contract.address.Command;
import java.util.List;

/**
 * How organisations are set up. Admins reach the first part by HTTP, for their own organisation;
 * whoever runs the installation reaches all of it by the command line. No socket reaches any.
 */
public final class Administration {
  private Administration() {}

  public static final Command<ListAgents, ListAgents.Agents> LIST_AGENTS =
      internal("identity.listAgents", ListAgents.class, ListAgents.Agents.class);

  public static final Command<InviteAgent, InviteAgent.Invited> INVITE_AGENT =
      internal("identity.inviteAgent", InviteAgent.class, InviteAgent.Invited.class);

  public static final Command<ChangeAgent, AdminAgent> CHANGE_AGENT =
      internal("identity.changeAgent", ChangeAgent.class, AdminAgent.class);

  public static final Command<ListApiKeys, ListApiKeys.ApiKeys> LIST_API_KEYS =
      internal("identity.listApiKeys", ListApiKeys.class, ListApiKeys.ApiKeys.class);

  public static final Command<CreateApiKey, CreateApiKey.Created> CREATE_API_KEY =
      internal("identity.createApiKey", CreateApiKey.class, CreateApiKey.Created.class);

  public static final Command<RevokeApiKey, ApiKey> REVOKE_API_KEY =
      internal("identity.revokeApiKey", RevokeApiKey.class, ApiKey.class);

  public static final Command<ReadOrganization, OrganizationSettings> ORGANIZATION =
      internal("identity.organization", ReadOrganization.class, OrganizationSettings.class);

  public static final Command<ChangeOrganization, OrganizationSettings> CHANGE_ORGANIZATION =
      internal("identity.changeOrganization", ChangeOrganization.class, OrganizationSettings.class);

  public static final Command<RotateIdentitySecret, RotateIdentitySecret.Rotated>
      ROTATE_IDENTITY_SECRET =
          internal(
              "identity.rotateIdentitySecret",
              RotateIdentitySecret.class,
              RotateIdentitySecret.Rotated.class);

  public static final Command<ReadAudit, ReadAudit.Page> AUDIT =
      internal("identity.audit", ReadAudit.class, ReadAudit.Page.class);

  // From here on for whoever runs the installation alone: no route leads here.

  public static final Command<CreateOrganization, CreateOrganization.Created> CREATE_ORGANIZATION =
      internal(
          "identity.createOrganization",
          CreateOrganization.class,
          CreateOrganization.Created.class);

  public static final Command<ListOrganizations, ListOrganizations.Organizations>
      LIST_ORGANIZATIONS =
          internal(
              "identity.listOrganizations",
              ListOrganizations.class,
              ListOrganizations.Organizations.class);

  public static final Command<RotateSigningKey, RotateSigningKey.Rotated> ROTATE_SIGNING_KEY =
      internal("identity.rotateSigningKey", RotateSigningKey.class, RotateSigningKey.Rotated.class);

  public static final Command<BeginEpoch, BeginEpoch.Begun> BEGIN_EPOCH =
      internal("identity.beginEpoch", BeginEpoch.class, BeginEpoch.Begun.class);

  public static final List<Command<?, ?>> COMMANDS =
      List.of(
          LIST_AGENTS,
          INVITE_AGENT,
          CHANGE_AGENT,
          LIST_API_KEYS,
          CREATE_API_KEY,
          REVOKE_API_KEY,
          ORGANIZATION,
          CHANGE_ORGANIZATION,
          ROTATE_IDENTITY_SECRET,
          AUDIT,
          CREATE_ORGANIZATION,
          LIST_ORGANIZATIONS,
          ROTATE_SIGNING_KEY,
          BEGIN_EPOCH);

  private static <Q extends Record, R extends Record> Command<Q, R> internal(
      String address, Class<Q> request, Class<R> reply) {
    return Command.of(address, request, reply, Audience.INTERNAL);
  }
}
