package dev.campfire.bench.load;

import dev.campfire.bench.check.Seen;
import dev.campfire.bench.wire.Json;
import dev.campfire.bench.wire.Patience;
import dev.campfire.bench.wire.Person;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.messaging.Message;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.messaging.ReadHistory;
import dev.campfire.contract.messaging.SyncConversation;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads a whole conversation, in either of the two ways in which the server shows it. */
final class ReadBack {
  private static final int PAGE = 200;

  private final ConversationId id;
  private final Patience patience;

  ReadBack(ConversationId id, Patience patience) {
    this.id = id;
    this.patience = patience;
  }

  /** In the order of the pages, which must be ascending. */
  Future<List<Seen>> history(Person reader) {
    return history(reader, 0, new ArrayList<>());
  }

  private Future<List<Seen>> history(Person reader, long afterSeq, List<Seen> read) {
    ReadHistory question = new ReadHistory(id, null, afterSeq, PAGE);
    return patience
        .ask(() -> reader.ask(Messaging.HISTORY.address(), question))
        .map(reply -> Json.read(reply, ReadHistory.Page.class))
        .compose(
            page -> {
              page.messages().forEach(message -> read.add(Seen.of(message)));
              long last = last(page.messages(), afterSeq);
              return last > afterSeq && last < page.lastSeq()
                  ? history(reader, last, read)
                  : Future.succeededFuture(read);
            });
  }

  private static long last(List<Message> messages, long otherwise) {
    return messages.isEmpty() ? otherwise : messages.get(messages.size() - 1).seq();
  }

  /** By {@code seq}; sync's own order is that of the changes. */
  Future<List<Seen>> sync(Person reader) {
    return sync(reader, 0, new ArrayList<>())
        .map(
            read -> {
              read.sort(Comparator.comparingLong(Seen::seq));
              return read;
            });
  }

  private Future<List<Seen>> sync(Person reader, long afterChange, List<Seen> read) {
    SyncConversation question = new SyncConversation(id, afterChange, PAGE);
    return patience
        .ask(() -> reader.ask(Messaging.SYNC.address(), question))
        .map(reply -> Json.read(reply, SyncConversation.Changes.class))
        .compose(
            changes -> {
              changes.messages().forEach(message -> read.add(Seen.of(message)));
              return changes.more() && changes.changeSeq() > afterChange
                  ? sync(reader, changes.changeSeq(), read)
                  : Future.succeededFuture(read);
            });
  }
}
