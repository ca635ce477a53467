package dev.campfire.messaging;

import dev.campfire.contract.messaging.Messaging;
import dev.campfire.spi.Bus;
import dev.campfire.spi.ModuleContext;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/** Serves the commands of messaging on this node. */
final class MessagingVerticle extends VerticleBase {
  private final ModuleContext node;
  private final MessagingConfig config;
  private SendLanes lanes;
  private Alarm alarm;
  private Indexer indexer;

  MessagingVerticle(ModuleContext node, MessagingConfig config) {
    this.node = node;
    this.config = config;
  }

  @Override
  public Future<?> start() {
    Bus bus = node.bus();
    MessagingStore store = new PgMessagingStore(node.database());
    Later later = (delay, task) -> vertx.setTimer(delay.toMillis(), fired -> task.run());
    ListFeeds lists = new ListFeeds(store, bus, node.clock(), later);
    lanes =
        new SendLanes(
            new PgAppendStore(node.database()),
            node.clock(),
            later,
            config,
            new SendMeters(node.meters()));
    Announcer announcer = new Announcer(bus, lists, node.clock());
    MessagingCommands commands =
        new MessagingCommands(store, lanes, announcer, node.ids(), node.clock());
    ChangeStore changeStore = new PgChangeStore(node.database());
    ChangeCommands changes = new ChangeCommands(changeStore, announcer, node.clock());
    alarm = new Alarm(changeStore, announcer, node.clock(), later);
    alarm.start();
    AdoptionCommands adoptions =
        new AdoptionCommands(new PgAdoptionStore(node.database()), announcer, node.clock());
    indexer = new Indexer(new PgSearchStore(node.database()), node.clock(), later);
    indexer.start();
    return Future.all(
        List.of(
            bus.serve(Messaging.ADOPT, adoptions::adopt),
            bus.serve(Messaging.OPEN, commands::open),
            bus.serve(Messaging.OPEN_ONCE, commands::openOnce),
            bus.serve(Messaging.LIST, commands::list),
            bus.serve(Messaging.GET, commands::get),
            bus.serve(Messaging.UPDATE, changes::update),
            bus.serve(Messaging.SEND, commands::send),
            bus.serve(Messaging.SEND_WITHOUT_ID, commands::sendWithoutId),
            bus.serve(Messaging.EDIT, changes::edit),
            bus.serve(Messaging.DELETE, changes::delete),
            bus.serve(Messaging.HISTORY, commands::history),
            bus.serve(Messaging.SYNC, commands::sync),
            bus.serve(Messaging.HEADS, commands::heads),
            bus.serve(Messaging.REFRESH_LISTS, commands::refreshLists)));
  }

  /** What was taken is still written and answered; the rest is for another node. */
  @Override
  public Future<?> stop() {
    alarm.stop();
    indexer.stop();
    return lanes.close();
  }
}
