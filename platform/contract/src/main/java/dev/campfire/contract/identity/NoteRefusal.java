package dev.campfire.contract.identity;

import dev.campfire.contract.schema.Text;

/**
 * The bridge has refused a caller what is another organisation's. It stands in the audit log of the
 * caller's own.
 *
 * @param kind what was asked for, {@code feed}; never the address itself, which is a stranger's
 *     text
 */
public record NoteRefusal(@Text(max = 30) String kind) {

  /** Written down, or soon. */
  public record Noted() {}
}
