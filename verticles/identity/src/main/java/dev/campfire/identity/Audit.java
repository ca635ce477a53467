package dev.campfire.identity;

import dev.campfire.contract.Caller;
import dev.campfire.contract.id.OrgId;
import dev.campfire.spi.IdSource;
import java.time.Clock;
import java.util.List;

/** Makes entries of the audit log, by the injected clock and ids. */
final class Audit {

  private final Clock clock;
  private final IdSource ids;

  Audit(Clock clock, IdSource ids) {
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * What a caller did in their organisation.
   *
   * @param detail keys and values in turn
   */
  AuditEntry by(Caller actor, String action, Object subject, String... detail) {
    boolean isOperator = kind(actor).equals("operator");
    return new AuditEntry(
        actor.org(),
        ids.next(),
        clock.instant(),
        isOperator ? null : actor.id().value(),
        kind(actor),
        action,
        subject == null ? null : subject.toString(),
        List.of(detail));
  }

  /** What an agent did by signing in or out. */
  AuditEntry by(Account account, String action, Object subject) {
    return new AuditEntry(
        account.org(),
        ids.next(),
        clock.instant(),
        account.id().value(),
        "agent",
        action,
        subject.toString(),
        List.of());
  }

  /** What nobody who is known tried. */
  AuditEntry byNobody(OrgId org, String action, Object subject) {
    return new AuditEntry(
        org,
        ids.next(),
        clock.instant(),
        null,
        "nobody",
        action,
        subject == null ? null : subject.toString(),
        List.of());
  }

  private static String kind(Caller actor) {
    return switch (actor.role()) {
      case AGENT, ADMIN -> "agent";
      case CONTACT -> "contact";
      case SERVICE -> "bot";
      case SYSTEM -> "operator";
    };
  }
}
