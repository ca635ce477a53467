package dev.campfire.analytics;

import static dev.campfire.testkit.CampfireExtension.await;

import dev.campfire.analytics.ReckoningStore.Place;
import dev.campfire.analytics.ReckoningStore.Reckoned;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import java.time.Instant;

/** Reckons when a test says so. */
record Looks(CampfireExtension campfire, TestOrg org) {

  /**
   * Goes over all conversations of the organisation once.
   *
   * @param batch how many in one transaction
   */
  void reckonAll(EpisodeRules rules, int batch) {
    PgReckoningStore store = new PgReckoningStore(campfire.database(), rules, batch);
    Place place = Place.of(Instant.EPOCH);
    while (place != null) {
      Reckoned reckoned =
          await(store.reckon(org.id(), place, false, Instant.parse("2026-05-01T00:00:00Z")));
      place = reckoned.next();
    }
  }
}
