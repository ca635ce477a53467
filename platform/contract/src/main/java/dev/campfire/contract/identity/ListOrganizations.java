package dev.campfire.contract.identity;

import dev.campfire.contract.id.OrgId;
import java.time.Instant;
import java.util.List;

/** The organisations of the installation, the oldest first. */
public record ListOrganizations() {

  public record Organizations(List<Organization> organizations) {}

  public record Organization(OrgId id, String name, String widgetKey, Instant createdAt) {}
}
