package dev.campfire.bridge.core;

import dev.campfire.contract.id.OrgId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Of which organisations somebody is connected to this node. */
public final class ConnectedOrganizations {
  private final Map<OrgId, Integer> sockets = new ConcurrentHashMap<>();

  public void enter(OrgId org) {
    sockets.merge(org, 1, Integer::sum);
  }

  public void leave(OrgId org) {
    sockets.computeIfPresent(org, (key, count) -> count == 1 ? null : count - 1);
  }

  public List<OrgId> list() {
    return List.copyOf(sockets.keySet());
  }
}
