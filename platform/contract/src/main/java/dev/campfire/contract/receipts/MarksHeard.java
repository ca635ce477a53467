package dev.campfire.contract.receipts;

import dev.campfire.contract.id.OrgId;
import java.util.List;
import java.util.UUID;

/**
 * A receipts node was told of marks that it has not written yet.
 *
 * @param node who says so
 */
public record MarksHeard(UUID node, List<Unwritten> marks) {

  public record Unwritten(OrgId org, Receipt receipt) {}
}
