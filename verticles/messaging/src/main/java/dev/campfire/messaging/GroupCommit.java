package dev.campfire.messaging;

import dev.campfire.contract.id.ClientMessageId;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.MessageId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.messaging.Sender;
import dev.campfire.spi.Database;
import dev.campfire.spi.IdSource;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The group commit alone, for measuring what the database carries (ADR-0034): the statements that
 * serve users, without lanes, bus and limits around them. It serves nobody: what it writes is
 * announced to nobody.
 */
public final class GroupCommit {
  private final AppendStore store;
  private final Clock clock;
  private final IdSource ids;

  public GroupCommit(Database database, Clock clock, IdSource ids) {
    this.store = new PgAppendStore(database);
    this.clock = clock;
    this.ids = ids;
  }

  /** A message to be written. */
  public record Line(
      OrgId org, ConversationId conversation, Sender sender, ClientMessageId id, String content) {}

  /**
   * Writes a batch in one transaction.
   *
   * @return how many of them are new, after the commit; fails if it was not committed
   */
  public Future<Integer> write(List<Line> batch) {
    return store
        .append(
            batch.stream().map(this::draft).toList(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS))
        .map(outcomes -> (int) outcomes.stream().filter(GroupCommit::isNew).count());
  }

  private Draft draft(Line line) {
    return new Draft(
        new Author(line.org(), line.sender()),
        line.conversation(),
        new MessageId(ids.next()),
        line.id(),
        line.content());
  }

  private static boolean isNew(Outcome outcome) {
    return outcome instanceof Outcome.Stored stored && !stored.duplicate();
  }
}
