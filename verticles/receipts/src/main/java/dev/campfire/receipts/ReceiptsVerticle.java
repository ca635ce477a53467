package dev.campfire.receipts;

import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.messaging.ConversationEvent;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.receipts.MarksHeard;
import dev.campfire.contract.receipts.Receipts;
import dev.campfire.spi.Bus;
import dev.campfire.spi.ModuleContext;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Serves the commands of receipts on this node. */
final class ReceiptsVerticle extends VerticleBase {
  /** Marks that come together are told and written together. */
  private static final long LOOK_MS = 100;

  private final ModuleContext node;
  private final UUID self;
  private final MarkBook book;
  private final MarkWriter writer;
  private final ReceiptsCommands commands;

  ReceiptsVerticle(ModuleContext node, ReceiptsConfig config) {
    this.node = node;
    this.self = node.ids().next();
    this.book = new MarkBook(node.ticker(), config.writeEvery());
    ReceiptsStore store = new PgReceiptsStore(node.database());
    this.writer =
        new MarkWriter(
            book, store, node.bus(), node.clock(), ReceiptsMeter.ROWS.counter(node.meters()));
    this.commands =
        new ReceiptsCommands(store, book, node.clock(), ReceiptsMeter.MARKS.counter(node.meters()));
  }

  @Override
  public Future<?> start() {
    Bus bus = node.bus();
    vertx.setPeriodic(LOOK_MS, timer -> look());
    return Future.all(
        bus.serve(Receipts.MARK, commands::mark),
        bus.serve(Receipts.LIST, commands::list),
        bus.hear(Receipts.MARKED, this::hear),
        bus.listen(
            Messaging.CONVERSATION,
            (address, event) -> {
              Reader.Place place =
                  new Reader.Place(address.org(), new ConversationId(address.subject()));
              if (book.isOpen(place)) {
                event.get().ifPresent(happened -> sent(place, happened));
              }
            }));
  }

  private void sent(Reader.Place place, ConversationEvent event) {
    if (event instanceof ConversationEvent.MessageSent sent) {
      book.sent(place, sent.message().seq());
    }
  }

  private void hear(MarksHeard heard) {
    if (!heard.node().equals(self)) {
      for (MarksHeard.Unwritten mark : heard.marks()) {
        Reader.Place place = new Reader.Place(mark.org(), mark.receipt().conversationId());
        book.heard(new Reader(place, mark.receipt().reader()), Reader.marks(mark.receipt()));
      }
    }
  }

  private void look() {
    Map<Reader, Marks> untold = book.takeUntold();
    if (!untold.isEmpty()) {
      List<MarksHeard.Unwritten> marks = new ArrayList<>();
      untold.forEach(
          (reader, known) ->
              marks.add(new MarksHeard.Unwritten(reader.place().org(), reader.receipt(known))));
      node.bus().tell(Receipts.MARKED, new MarksHeard(self, marks));
    }
    book.look();
    writer.write();
  }

  /** What readers were answered is written, so that nothing is lost with a node that leaves. */
  @Override
  public Future<?> stop() {
    return writer.close();
  }
}
