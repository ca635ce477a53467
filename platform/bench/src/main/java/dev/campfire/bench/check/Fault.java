package dev.campfire.bench.check;

/** A broken promise (contract section 4). Any one of them fails a run. */
public enum Fault {
  /** Acknowledged, and not stored; or stored, and never told to one who listened. */
  LOST,
  /** One message with two places or two ids. */
  DOUBLED,
  /** Two messages at one place, a hole in the numbers, or a sender's messages out of turn. */
  DISORDERED,
  /** Another content than was sent. */
  ALTERED,
  /** A message that nobody of this run sent. */
  FOREIGN
}
