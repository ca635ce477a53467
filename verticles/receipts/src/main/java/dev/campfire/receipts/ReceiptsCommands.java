package dev.campfire.receipts;

import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.messaging.SenderKind;
import dev.campfire.contract.receipts.ListReceipts;
import dev.campfire.contract.receipts.MarkReceipt;
import dev.campfire.contract.receipts.Receipt;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** What receipts answer, one method a command. */
final class ReceiptsCommands {
  private final ReceiptsStore store;
  private final MarkBook book;
  private final Clock clock;
  private final Counter marked;

  ReceiptsCommands(ReceiptsStore store, MarkBook book, Clock clock, Counter marked) {
    this.store = store;
    this.book = book;
    this.clock = clock;
    this.marked = marked;
  }

  Future<Receipt> mark(Caller caller, MarkReceipt request) {
    marked.increment();
    Reader reader = reader(caller, request.conversationId());
    return open(reader, request.seq()).map(open -> mark(reader, request));
  }

  private static Reader reader(Caller caller, ConversationId conversation) {
    return new Reader(
        new Reader.Place(caller.org(), conversation),
        new Receipt.Reader(caller.id(), SenderKind.of(caller.role())));
  }

  /** The database is asked where what is known would refuse. */
  private Future<Void> open(Reader reader, long seq) {
    if (book.covers(reader, seq)) {
      return Future.succeededFuture();
    }
    return store
        .find(reader.place())
        .onSuccess(found -> book.open(reader.place(), found))
        .mapEmpty();
  }

  private Receipt mark(Reader reader, MarkReceipt request) {
    Marks marks =
        Marks.of(request.state(), request.seq(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
    return reader.receipt(book.mark(reader, marks));
  }

  Future<ListReceipts.Answer> list(Caller caller, ListReceipts request) {
    Reader reader = reader(caller, request.conversationId());
    return store.find(reader.place()).map(found -> list(caller, reader.place(), found));
  }

  private ListReceipts.Answer list(
      Caller caller, Reader.Place place, ReceiptsStore.Conversation found) {
    if (caller.isContact() && !caller.id().equals(found.contact())) {
      throw ProblemException.notFound();
    }
    return new ListReceipts.Answer(book.merge(place, found));
  }
}
