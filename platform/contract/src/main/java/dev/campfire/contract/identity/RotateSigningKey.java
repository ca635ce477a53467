package dev.campfire.contract.identity;

/** Makes a new key for access tokens. What earlier keys have signed stays good. */
public record RotateSigningKey() {

  /**
   * @param kid of the new key, with which every node signs within a minute
   * @param keyCount how many are in use now
   */
  public record Rotated(String kid, int keyCount) {}
}
