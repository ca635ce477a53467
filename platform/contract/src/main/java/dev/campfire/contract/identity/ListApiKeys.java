package dev.campfire.contract.identity;

import java.util.List;

/** The keys of the organisation, the newest first, revoked ones too. */
public record ListApiKeys() {
  public record ApiKeys(List<ApiKey> keys) {}
}
