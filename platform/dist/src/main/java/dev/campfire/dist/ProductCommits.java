package dev.campfire.dist;

import dev.campfire.bench.ceiling.BatchWriter;
import dev.campfire.host.Uuid7;
import dev.campfire.host.database.PgDatabase;
import dev.campfire.messaging.GroupCommit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;

/** The product's own statements, roles and pools for the bench, which holds none (ADR-0034). */
public final class ProductCommits implements BatchWriter.Source {
  /** The door's own least: three connections serve what is not a batch. */
  private static final int CONNECTIONS = 4;

  @Override
  public BatchWriter open(Vertx vertx, String databaseUrl) {
    PgDatabase database = new PgDatabase(vertx, databaseUrl, CONNECTIONS);
    GroupCommit commits =
        new GroupCommit(database, Clock.systemUTC(), new Uuid7(Clock.systemUTC()));
    return new BatchWriter() {
      @Override
      public Future<Integer> write(List<Line> batch) {
        return commits.write(batch.stream().map(ProductCommits::line).toList());
      }

      @Override
      public Future<Void> close() {
        return database.close();
      }
    };
  }

  private static GroupCommit.Line line(BatchWriter.Line line) {
    return new GroupCommit.Line(
        line.org(), line.conversation(), line.sender(), line.id(), line.content());
  }
}
