package dev.campfire.contract.identity;

import dev.campfire.contract.schema.Items;
import dev.campfire.contract.schema.Optional;
import dev.campfire.contract.schema.Secret;
import dev.campfire.contract.schema.Text;
import java.util.List;

/**
 * Makes an organisation; whoever runs the installation alone may.
 *
 * @param widgetKey public, lower-case letters, digits and hyphens; absent: a random one. {@code
 *     conflict} if another organisation has it
 * @param allowedOrigins as {@link OrganizationSettings} has them
 */
public record CreateOrganization(
    @Text(max = 100) String name,
    @Optional @Text(max = 100) String widgetKey,
    @Optional @Items(max = 100) List<String> allowedOrigins) {

  /**
   * @param identitySecret for signing identities, shown this once
   */
  public record Created(OrganizationSettings organization, @Secret String identitySecret) {

    /** Without the secret, which must not stand in a log. */
    @Override
    public String toString() {
      return "Created[organization=" + organization + "]";
    }
  }
}
