package dev.campfire.dist.refusals;

import static dev.campfire.contract.ProblemCode.CONFLICT;
import static dev.campfire.contract.ProblemCode.NOT_FOUND;
import static dev.campfire.dist.refusals.Actor.ADA;
import static dev.campfire.dist.refusals.Actor.JOE;
import static dev.campfire.dist.refusals.Actor.MOE;

import dev.campfire.contract.address.Command;
import dev.campfire.contract.analytics.Analytics;
import java.util.List;

/** What analytics refuses. */
final class AnalyticsRows {
  private static final String DAY = "2026-03-01T00:00:00.000Z";

  private AnalyticsRows() {}

  static void add(Rows rows) {
    for (Command<?, ?> command :
        List.of(
            Analytics.OVERVIEW,
            Analytics.SERIES,
            Analytics.AGENTS,
            Analytics.GROUPS,
            Analytics.HEAT_MAP,
            Analytics.EPISODES,
            Analytics.RATINGS)) {
      ofAStretch(rows.of(command));
    }
    for (Command<?, ?> command :
        List.of(Analytics.OVERVIEW, Analytics.SERIES, Analytics.HEAT_MAP)) {
      onClocks(rows.of(command));
    }
    for (Command<?, ?> command : List.of(Analytics.EPISODES, Analytics.RATINGS)) {
      rows.of(command)
          .refusesField(
              "before", "no next of a page", ADA, (scene, body) -> body.put("before", "page 2"));
    }
    rows.of(Analytics.RATE)
        .refuses(CONFLICT, "what is not resolved", JOE, (scene, body) -> {})
        .refuses(NOT_FOUND, "another contact's conversation", MOE, (scene, body) -> {})
        .refuses(
            NOT_FOUND,
            "another organisation's conversation",
            JOE,
            (scene, body) -> body.put("conversationId", scene.foreign()))
        .refuses(
            NOT_FOUND,
            "an absent conversation",
            JOE,
            (scene, body) -> body.put("conversationId", scene.absent()));
  }

  private static void ofAStretch(Rows.OfCommand rows) {
    rows.refusesField(
            "to",
            "before from",
            ADA,
            (scene, body) -> body.put("from", DAY).put("to", "2026-02-28T23:59:59.999Z"))
        .refusesField(
            "to",
            "over 400 days",
            ADA,
            (scene, body) -> body.put("from", DAY).put("to", "2027-04-05T00:00:00.001Z"))
        .refusesField(
            "from",
            "before our time",
            ADA,
            (scene, body) ->
                body.put("from", "1969-12-31T00:00:00.000Z").put("to", "1970-01-02T00:00:00.000Z"))
        .refusesField(
            "to",
            "after our time",
            ADA,
            (scene, body) ->
                body.put("from", "9998-12-31T00:00:00.000Z").put("to", "9999-01-02T00:00:00.000Z"));
  }

  private static void onClocks(Rows.OfCommand rows) {
    rows.refusesField(
            "timezone",
            "no such place",
            ADA,
            (scene, body) -> body.put("timezone", "Europe/Atlantis"))
        .refusesField(
            "timezone", "an offset", ADA, (scene, body) -> body.put("timezone", "+02:00"));
  }
}
