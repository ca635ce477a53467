package dev.campfire.analytics;

import dev.campfire.contract.id.OrgId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Where the reckoning reads what was committed and keeps what it makes of it. */
interface ReckoningStore {

  /** A place in the order in which conversations last changed. */
  record Place(Instant at, UUID conversation) {
    static Place of(Instant at) {
      return new Place(at, new UUID(0, 0));
    }
  }

  /**
   * What became of a batch.
   *
   * @param isBusy whether another node, or a recomputation, has the organisation; nothing was done
   * @param next where to go on, or null at the end
   * @param changed whether a figure moved
   * @param announce whether that may be announced now: a second has passed since the last time
   */
  record Reckoned(
      boolean isBusy,
      Place next,
      boolean changed,
      boolean announce,
      long openNow,
      long waitingNow) {
    static final Reckoned BUSY = new Reckoned(true, null, false, false, 0, 0);
  }

  /** Organisations whose conversations changed after a time, or all that have any. */
  Future<List<OrgId>> changedSince(Instant since);

  /** When everything was last looked for, or null. */
  Future<Instant> sweptAt(OrgId org);

  Future<Void> keepSweep(OrgId org, Instant startedAt);

  /**
   * Reckons a batch in one transaction: the conversations that changed next after a place.
   *
   * @param owed whether something is still to be announced
   */
  Future<Reckoned> reckon(OrgId org, Place after, boolean owed, Instant now);
}
