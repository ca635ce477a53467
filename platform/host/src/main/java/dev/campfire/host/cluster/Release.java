package dev.campfire.host.cluster;

import dev.campfire.host.StartFailure;

/**
 * What a node is, as far as others must fit to it.
 *
 * @param contract the version of the contract, {@code 1.0}
 * @param schema the newest migration that it knows, {@code 202611230920}
 */
public record Release(String contract, String schema) {

  /**
   * Compares with a node that is in the cluster.
   *
   * @param acceptNewer whether a newer schema is let pass, for the way back from an upgrade
   * @throws StartFailure in one line if the two must not work together
   */
  void checkFellow(String cluster, String otherContract, String otherSchema, boolean acceptNewer) {
    if (otherContract == null || otherSchema == null) {
      throw new StartFailure(
          "The cluster " + cluster + " has a member that is no Campfire of this kind.");
    }
    if (!major(otherContract).equals(major(contract))) {
      throw new StartFailure(
          "This node speaks contract "
              + contract
              + " and the cluster "
              + cluster
              + " speaks "
              + otherContract
              + ": nodes of two majors do not work together; give this one another cluster.name.");
    }
    if (otherSchema.compareTo(schema) > 0 && !acceptNewer) {
      throw new StartFailure(
          "This version knows the database schema up to "
              + schema
              + " and the cluster "
              + cluster
              + " works with "
              + otherSchema
              + ": start the newer version, or set database.acceptNewerSchema to go back to this"
              + " one.");
    }
  }

  private static String major(String contract) {
    return contract.split("\\.", 2)[0];
  }
}
