package dev.campfire.receipts;

import dev.campfire.contract.Caller;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.messaging.RefreshLists;
import dev.campfire.contract.receipts.ReceiptEvent;
import dev.campfire.contract.receipts.Receipts;
import dev.campfire.spi.Bus;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what is due, one batch at a time, and announces it after the commit. Lives on one event
 * loop.
 */
final class MarkWriter {
  private static final Logger LOGGER = LoggerFactory.getLogger(MarkWriter.class);

  private final MarkBook book;
  private final ReceiptsStore store;
  private final Bus bus;
  private final Clock clock;
  private final Counter rows;
  private Future<Void> writing = Future.succeededFuture();

  MarkWriter(MarkBook book, ReceiptsStore store, Bus bus, Clock clock, Counter rows) {
    this.book = book;
    this.store = store;
    this.bus = bus;
    this.clock = clock;
    this.rows = rows;
  }

  /** Writes what is due, unless a batch is on its way. */
  void write() {
    if (writing.isComplete()) {
      writing = write(book.takeDue(false));
    }
  }

  /** Writes all there is; fails if the database does not take it. */
  Future<Void> close() {
    return writing.transform(
        before -> {
          Map<Reader, Marks> rest = book.takeDue(true);
          return rest.isEmpty() ? Future.succeededFuture() : write(rest).compose(done -> close());
        });
  }

  private Future<Void> write(Map<Reader, Marks> due) {
    if (due.isEmpty()) {
      return Future.succeededFuture();
    }
    return store
        .write(due)
        .onSuccess(this::announce)
        .onFailure(
            failure -> {
              book.failed(due);
              LOGGER.atWarn().setCause(failure).log("Receipts could not be written; tries again");
            })
        .mapEmpty();
  }

  private void announce(ReceiptsStore.Written written) {
    rows.increment(written.advanced().size() + written.unread().size());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    for (ReceiptsStore.Advanced each : written.advanced()) {
      Reader.Place place = each.reader().place();
      bus.publish(
          Receipts.CONVERSATION.at(place.org(), place.conversation()),
          new ReceiptEvent.Advanced(
              place.conversation(), each.reader().receipt(each.marks()), now));
    }
    if (!written.unread().isEmpty()) {
      bus.request(Messaging.REFRESH_LISTS, Caller.SYSTEM, new RefreshLists(written.unread()))
          .onFailure(
              failure ->
                  LOGGER
                      .atWarn()
                      .addKeyValue("cause", failure.getMessage())
                      .log("The lists were not told of what is unread"));
    }
  }
}
