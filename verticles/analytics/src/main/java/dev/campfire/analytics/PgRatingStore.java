package dev.campfire.analytics;

import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.spi.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;

/** Ratings in PostgreSQL. */
final class PgRatingStore implements RatingStore {
  private final Database database;

  PgRatingStore(Database database) {
    this.database = database;
  }

  @Override
  public Future<Void> rate(
      OrgId org,
      PersonId contact,
      ConversationId conversation,
      Opinion opinion,
      Instant now,
      Instant replaceable) {
    Tuple parameters =
        Tuple.tuple()
            .addUUID(org.value())
            .addUUID(conversation.value())
            .addUUID(contact.value())
            .addInteger(opinion.score())
            .addString(opinion.comment())
            .addOffsetDateTime(PgRows.column(now))
            .addOffsetDateTime(PgRows.column(replaceable));
    return database
        .inOrg(org, RatingSql.RATE, parameters, row -> row.getString("outcome"))
        .compose(PgRatingStore::answer);
  }

  private static Future<Void> answer(List<String> outcome) {
    if (outcome.isEmpty()) {
      return Future.failedFuture(ProblemException.notFound());
    }
    return switch (outcome.get(0)) {
      case "rated" -> Future.succeededFuture();
      case "open" ->
          Future.failedFuture(
              ProblemException.of(
                  ProblemCode.CONFLICT, "The conversation is rated once it is resolved."));
      default ->
          Future.failedFuture(
              ProblemException.of(
                  ProblemCode.CONFLICT, "A rating can be replaced for a day, and not after it."));
    };
  }
}
