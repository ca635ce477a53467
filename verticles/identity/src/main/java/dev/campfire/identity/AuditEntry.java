package dev.campfire.identity;

import dev.campfire.contract.id.OrgId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One line of an organisation's audit log: who did what to what. Never a secret, never an e-mail
 * address and never a name.
 *
 * @param actorId null for whoever runs the installation, and for nobody who is known
 * @param actorKind {@code agent}, {@code contact}, {@code bot}, {@code operator}, {@code nobody}
 * @param action {@code agent.invited}: what it was, in the past tense
 * @param subject the id of what it was done to, or null
 * @param detail keys and values in turn
 */
record AuditEntry(
    OrgId org,
    UUID id,
    Instant at,
    UUID actorId,
    String actorKind,
    String action,
    String subject,
    List<String> detail) {}
