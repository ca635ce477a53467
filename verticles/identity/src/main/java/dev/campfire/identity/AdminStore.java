package dev.campfire.identity;

import dev.campfire.contract.Role;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.id.SessionId;
import dev.campfire.contract.identity.AdminAgent;
import dev.campfire.contract.identity.ApiKey;
import dev.campfire.contract.identity.ChangeOrganization;
import dev.campfire.contract.identity.ListOrganizations.Organization;
import dev.campfire.contract.identity.OrganizationSettings;
import dev.campfire.contract.identity.ReadAudit;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * How organisations are set up. What is written is written down in the audit log too, or not at
 * all. Every future may fail with {@code unavailable}.
 */
interface AdminStore {

  Future<List<AdminAgent>> agents(OrgId org);

  /**
   * Adds an agent unless there is one of this address, and gives them an invitation.
   *
   * @param token makes the invitation of an agent
   */
  Future<Invited> invite(
      OrgId org,
      NewAgent agent,
      Function<PersonId, SecretToken> token,
      Instant expiresAt,
      Function<PersonId, AuditEntry> entry);

  record NewAgent(PersonId id, String name, String email, Role role) {}

  record Invited(AdminAgent agent, SecretToken token) {}

  /**
   * Uses an invitation: the agent has this password, and no session from before.
   *
   * @return whose it was, and which sessions ended; empty if it is not good
   */
  Future<Optional<Accepted>> accept(SecretToken shown, String passwordHash, Instant now);

  /** Whether an invitation is good; asked before a password is hashed for it. */
  Future<Boolean> isGood(SecretToken shown, Instant now);

  record Accepted(Account account, List<SessionId> ended) {}

  /**
   * Changes an agent as the rule says and ends their sessions.
   *
   * @param rule is given what they are and whether they are the last admin; may throw a problem
   * @return what they are now; empty if there is no such agent
   */
  Future<Optional<Changed>> change(
      OrgId org, PersonId agent, Rule rule, Instant now, AuditEntry entry);

  /** What an agent becomes. */
  interface Rule {
    /**
     * @return null to leave them as they are
     */
    Wanted apply(AdminAgent agent, boolean isLastAdmin);
  }

  record Wanted(Role role, Instant disabledAt) {}

  record Changed(AdminAgent agent, List<SessionId> ended) {}

  Future<List<ApiKey>> apiKeys(OrgId org);

  Future<Void> addApiKey(SecretToken key, ApiKey shown, AuditEntry entry);

  /** Ends a key; empty if there is none. */
  Future<Optional<ApiKey>> revokeApiKey(OrgId org, PersonId key, Instant now, AuditEntry entry);

  Future<Optional<OrganizationSettings>> organization(OrgId org);

  Future<Void> changeOrganization(
      OrgId org, ChangeOrganization wanted, Instant hoursBeginAt, AuditEntry entry);

  /** The newest secret becomes the one before it. */
  Future<Void> rotateSecret(OrgId org, String secret, AuditEntry entry);

  Future<List<ReadAudit.Entry>> audit(OrgId org, UUID before, int limit);

  /** Fails with {@code conflict} if another organisation has the widget key. */
  Future<Void> addOrganization(
      OrgId org,
      String name,
      String widgetKey,
      List<String> origins,
      String secret,
      AuditEntry entry);

  Future<List<Organization>> organizations();

  Future<UUID> beginEpoch();

  /** Writes down what was done to the installation. */
  Future<Void> log(UUID id, Instant at, String action, String... detail);
}
