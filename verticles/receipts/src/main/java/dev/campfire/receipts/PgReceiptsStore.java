package dev.campfire.receipts;

import dev.campfire.contract.ProblemException;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.messaging.RefreshLists;
import dev.campfire.contract.messaging.SenderKind;
import dev.campfire.contract.receipts.Receipt;
import dev.campfire.spi.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Receipts in PostgreSQL. */
final class PgReceiptsStore implements ReceiptsStore {
  private final Database database;

  PgReceiptsStore(Database database) {
    this.database = database;
  }

  @Override
  public Future<Conversation> find(Reader.Place place) {
    Tuple id = Tuple.of(place.conversation().value());
    return database.inOrg(
        place.org(),
        tx -> {
          Future<List<Row>> found = tx.query(ReceiptsSql.CONVERSATION, id, Function.identity());
          Future<List<Receipt>> receipts =
              tx.query(ReceiptsSql.RECEIPTS, id, PgReceiptsStore::receipt);
          return Future.all(found, receipts)
              .map(done -> conversation(found.result(), receipts.result()));
        });
  }

  private static Conversation conversation(List<Row> found, List<Receipt> receipts) {
    if (found.isEmpty()) {
      throw ProblemException.notFound();
    }
    Row row = found.get(0);
    return new Conversation(
        new PersonId(row.getUUID("contact_id")), row.getLong("last_seq"), receipts);
  }

  @Override
  public Future<Written> write(Map<Reader, Marks> batch) {
    Set<OrgId> orgs =
        batch.keySet().stream().map(reader -> reader.place().org()).collect(Collectors.toSet());
    return database.inOrgs(orgs, tx -> write(tx, batch));
  }

  /** Written without waiting for one another: PostgreSQL runs them in order. */
  private static Future<Written> write(Database.Transaction tx, Map<Reader, Marks> batch) {
    Tuple read = readByAgents(batch);
    Tuple places =
        Tuple.tuple()
            .addArrayOfUUID(read.getArrayOfUUIDs(0))
            .addArrayOfUUID(read.getArrayOfUUIDs(1));
    Future<?> prepared =
        Future.all(
            tx.query(ReceiptsSql.ENTER_BATCH, Tuple.tuple(), Function.identity()),
            tx.query(ReceiptsSql.LOCK_CONVERSATIONS, places, Function.identity()));
    Future<List<Advanced>> advanced =
        tx.query(ReceiptsSql.WRITE, marks(batch), PgReceiptsStore::advanced);
    Future<List<RefreshLists.Changed>> unread =
        tx.query(ReceiptsSql.COUNT_READ, read, PgReceiptsStore::changed);
    return Future.all(prepared, advanced, unread)
        .map(done -> new Written(advanced.result(), unread.result()));
  }

  /** Each conversation once, with the highest that any agent has read. */
  private static Tuple readByAgents(Map<Reader, Marks> batch) {
    Map<Reader.Place, Long> highest = new LinkedHashMap<>();
    batch.forEach(
        (reader, marks) -> {
          if (reader.isAgent() && marks.read().seq() > 0) {
            highest.merge(reader.place(), marks.read().seq(), Math::max);
          }
        });
    return Tuple.tuple()
        .addArrayOfUUID(
            highest.keySet().stream().map(place -> place.org().value()).toArray(UUID[]::new))
        .addArrayOfUUID(
            highest.keySet().stream()
                .map(place -> place.conversation().value())
                .toArray(UUID[]::new))
        .addArrayOfLong(highest.values().toArray(Long[]::new));
  }

  private static Tuple marks(Map<Reader, Marks> batch) {
    List<Reader> readers = new ArrayList<>(batch.keySet());
    List<Marks> marks = new ArrayList<>(batch.values());
    return Tuple.tuple()
        .addArrayOfUUID(uuids(readers, reader -> reader.place().org().value()))
        .addArrayOfUUID(uuids(readers, reader -> reader.place().conversation().value()))
        .addArrayOfUUID(uuids(readers, reader -> reader.who().id().value()))
        .addArrayOfString(
            readers.stream()
                .map(reader -> reader.who().kind().name().toLowerCase(Locale.ROOT))
                .toArray(String[]::new))
        .addArrayOfLong(marks.stream().map(each -> each.delivered().seq()).toArray(Long[]::new))
        .addArrayOfOffsetDateTime(times(marks, Marks::delivered))
        .addArrayOfLong(marks.stream().map(each -> each.read().seq()).toArray(Long[]::new))
        .addArrayOfOffsetDateTime(times(marks, Marks::read));
  }

  private static UUID[] uuids(List<Reader> readers, Function<Reader, UUID> value) {
    return readers.stream().map(value).toArray(UUID[]::new);
  }

  private static OffsetDateTime[] times(List<Marks> marks, Function<Marks, Marks.Mark> mark) {
    return marks.stream()
        .map(each -> mark.apply(each).at())
        .map(at -> at == null ? null : at.atOffset(ZoneOffset.UTC))
        .toArray(OffsetDateTime[]::new);
  }

  private static Receipt receipt(Row row) {
    return new Receipt(
        new ConversationId(row.getUUID("conversation_id")),
        new Receipt.Reader(
            new PersonId(row.getUUID("reader_id")),
            SenderKind.valueOf(row.getString("reader_kind").toUpperCase(Locale.ROOT))),
        row.getLong("delivered_seq"),
        row.getLong("read_seq"),
        instant(row, "delivered_at"),
        instant(row, "read_at"));
  }

  private static Advanced advanced(Row row) {
    Receipt receipt = receipt(row);
    Reader.Place place =
        new Reader.Place(new OrgId(row.getUUID("org_id")), receipt.conversationId());
    return new Advanced(new Reader(place, receipt.reader()), Reader.marks(receipt));
  }

  private static RefreshLists.Changed changed(Row row) {
    return new RefreshLists.Changed(
        new OrgId(row.getUUID("org_id")), new ConversationId(row.getUUID("id")));
  }

  private static Instant instant(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }
}
