package dev.campfire.contract.identity;

import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.schema.Optional;
import dev.campfire.contract.schema.Secret;
import dev.campfire.contract.schema.Text;
import java.time.Instant;

/**
 * A visitor's widget asks for a session. Nothing is stored before their first message.
 *
 * @param widgetKey the organisation's public key
 * @param contactToken of an earlier session: brings back the same anonymous contact
 * @param identity who the organisation says the visitor is: a JWT, HS256 with its own secret
 */
public record StartWidgetSession(
    @Text(max = 100) String widgetKey,
    @Optional @Secret @Text(max = 2_000) String contactToken,
    @Optional @Secret @Text(max = 4_096) String identity) {

  /**
   * @param contactToken to be kept by the browser and shown the next time
   */
  public record WidgetSession(
      @Secret String accessToken,
      Instant expiresAt,
      @Secret String contactToken,
      Contact contact,
      Organization organization) {

    /** Without the tokens, which must not stand in a log. */
    @Override
    public String toString() {
      return "WidgetSession[expiresAt="
          + expiresAt
          + ", contact="
          + contact
          + ", organization="
          + organization
          + "]";
    }
  }

  public record Contact(PersonId id, @Optional String name, @Optional String email) {

    /** Without the name and the e-mail address, which may not stand in a log. */
    @Override
    public String toString() {
      return "Contact[id=" + id + "]";
    }
  }

  /**
   * @param available whether an agent is connected and chose to be online
   */
  public record Organization(OrgId id, String name, @Optional String greeting, boolean available) {}

  /** An anonymous visitor's. */
  public StartWidgetSession(String widgetKey, String contactToken) {
    this(widgetKey, contactToken, null);
  }

  /** Without the tokens, which must not stand in a log. */
  @Override
  public String toString() {
    return "StartWidgetSession[widgetKey=" + widgetKey + "]";
  }
}
