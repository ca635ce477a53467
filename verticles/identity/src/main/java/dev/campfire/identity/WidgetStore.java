package dev.campfire.identity;

import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What identity remembers of visitors. Every future may fail with {@code unavailable}. */
interface WidgetStore {

  /** The organisation whose widget has this key. */
  Future<Optional<OrgId>> organizationOfWidget(String widgetKey);

  /** The organisation as its widget shows it, and the contact, if there is one of this id. */
  Future<Optional<WidgetView>> widget(OrgId org, PersonId contact);

  /**
   * @param available whether an agent is connected and chose to be online
   * @param contact empty before the first message
   * @param mergedInto whom the anonymous contact turned out to be, empty while they are anonymous
   */
  record WidgetView(
      String name,
      String greeting,
      boolean available,
      Optional<StoredContact> contact,
      Optional<PersonId> mergedInto) {}

  /**
   * @param verified whether the organisation's own signed identity vouches for them
   */
  record StoredContact(String name, String email, boolean verified) {}

  /** Whether the list of any organisation has this origin. */
  Future<Boolean> isAllowedOrigin(String origin);

  /** On which sites the organisation's widget may stand. */
  Future<Optional<List<String>>> origins(OrgId org);

  /** The secrets of the organisation that sign identities: none to two. */
  Future<List<String>> identitySecrets(OrgId org);

  /** Ends an anonymous contact, who turned out to be another; once and for all. */
  Future<Void> endContact(OrgId org, PersonId contact, PersonId into, Instant at, AuditEntry entry);

  /** Keeps what the organisation signed, if the contact has written before. */
  Future<Void> vouch(SignedIdentity identity);
}
