package dev.campfire.receipts;

import dev.campfire.contract.receipts.ReceiptState;
import java.time.Instant;

/**
 * How far one reader has got in one conversation. Marks merge in any order, and however often, to
 * the same: the highest stands, with the time at which it was first reached.
 *
 * @param delivered never below {@code read}
 */
record Marks(Mark delivered, Mark read) {
  static final Marks NONE = new Marks(Mark.NONE, Mark.NONE);

  /**
   * @param at null if there is none
   */
  record Mark(long seq, Instant at) {
    static final Mark NONE = new Mark(0, null);

    Mark merge(Mark other) {
      if (seq != other.seq) {
        return seq > other.seq ? this : other;
      }
      return at == null || (other.at != null && other.at.isBefore(at)) ? other : this;
    }
  }

  /** What somebody says at a time. What is read is delivered. */
  static Marks of(ReceiptState state, long seq, Instant at) {
    Mark mark = seq == 0 ? Mark.NONE : new Mark(seq, at);
    return new Marks(mark, state == ReceiptState.READ ? mark : Mark.NONE);
  }

  Marks merge(Marks other) {
    return new Marks(delivered.merge(other.delivered), read.merge(other.read));
  }

  /** Whether these are further than others, in one of both. */
  boolean isPast(Marks others) {
    return delivered.seq > others.delivered.seq || read.seq > others.read.seq;
  }
}
