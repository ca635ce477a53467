package dev.campfire.dist.refusals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.address.Command;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The rows of the table that only people can write: which state or meaning a command refuses.
 *
 * <p>What follows from a request's record (fields, types, bounds, ids), from its audience and from
 * the protocol is made for every address and route by itself, in {@link ShapeRows} and {@link
 * RefusalTableIT}. <b>To add an address</b>, write one line in the class of its capability, beside
 * {@link MessagingRows} (and name a new class in {@link #all}):
 *
 * <pre>{@code
 * rows.of(Messaging.GET)
 *     .refuses(NOT_FOUND, "another organisation's", ADA, (scene, body) -> body.put("conversationId", scene.foreign()));
 * }</pre>
 *
 * <p>The body that a row changes is a valid one: what the record must have, with ids that exist in
 * the {@link Scene}. It is provoked over the bus, and over HTTP too if a route takes the same
 * record. An address without a line, a refusal that a {@link Command} declares and no row provokes,
 * and one that a row provokes and the command does not declare, fail the build. A command that
 * refuses nothing of its own says so: {@code rows.of(X)} and nothing behind it.
 */
final class Rows {
  /** Makes a valid body one that is refused. */
  interface Change extends BiConsumer<Scene, ObjectNode> {}

  /**
   * One refusal.
   *
   * @param field that is at fault, for {@code invalid_request}; else null
   */
  record Row(Actor actor, String cause, ProblemCode code, String field, Change change) {}

  /** The rows of one command. */
  final class OfCommand {
    private final List<Row> rows = new ArrayList<>();

    OfCommand refuses(ProblemCode code, String cause, Actor actor, Change change) {
      rows.add(new Row(actor, cause, code, null, change));
      return this;
    }

    /** What the record's marks do not say: a rule between fields, or of time. */
    OfCommand refusesField(String field, String cause, Actor actor, Change change) {
      rows.add(new Row(actor, cause, ProblemCode.INVALID_REQUEST, field, change));
      return this;
    }
  }

  private final Map<String, OfCommand> commands = new LinkedHashMap<>();

  private Rows() {}

  /** All capabilities' rows. */
  static Rows all() {
    Rows rows = new Rows();
    MessagingRows.add(rows);
    AnalyticsRows.add(rows);
    PresenceRows.add(rows);
    ReceiptsRows.add(rows);
    return rows;
  }

  OfCommand of(Command<?, ?> command) {
    return commands.computeIfAbsent(command.address(), address -> new OfCommand());
  }

  /** With what every command about a conversation refuses. */
  OfCommand ofAConversation(Command<?, ?> command) {
    OfCommand rows =
        of(command)
            .refuses(
                ProblemCode.NOT_FOUND,
                "an absent conversation",
                Actor.ADA,
                (scene, body) -> body.put("conversationId", scene.absent()))
            .refuses(
                ProblemCode.NOT_FOUND,
                "another organisation's conversation",
                Actor.ADA,
                (scene, body) -> body.put("conversationId", scene.foreign()))
            .refuses(
                ProblemCode.NOT_FOUND,
                "to another organisation's agent",
                Actor.EVE,
                (scene, body) -> {});
    return command.audience().includes(Actor.MOE.role())
        ? rows.refuses(
            ProblemCode.NOT_FOUND, "another contact's conversation", Actor.MOE, (scene, body) -> {})
        : rows;
  }

  /** The rows of an address; null if nobody has written any. */
  List<Row> find(String address) {
    OfCommand found = commands.get(address);
    return found == null ? null : List.copyOf(found.rows);
  }
}
