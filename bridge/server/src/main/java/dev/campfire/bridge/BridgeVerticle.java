package dev.campfire.bridge;

import dev.campfire.bridge.core.BridgeNode;
import dev.campfire.bridge.core.Budgets;
import dev.campfire.bridge.core.Catalogue;
import dev.campfire.bridge.core.ConnectedOrganizations;
import dev.campfire.bridge.core.ConnectedPeople;
import dev.campfire.bridge.core.Core;
import dev.campfire.bridge.core.EndedRight;
import dev.campfire.bridge.core.FeedRelay;
import dev.campfire.bridge.core.HeadsPoll;
import dev.campfire.bridge.core.LeaseReports;
import dev.campfire.bridge.core.Origins;
import dev.campfire.bridge.core.OwnOrigins;
import dev.campfire.bridge.core.Revocations;
import dev.campfire.bridge.core.RevocationsPoll;
import dev.campfire.bridge.core.Tokens;
import dev.campfire.bridge.core.WatchedFeeds;
import dev.campfire.bridge.web.StaticFiles;
import dev.campfire.host.EventLoopLag;
import dev.campfire.host.bus.FrameCodec;
import dev.campfire.spi.Frame;
import dev.campfire.spi.ModuleContext;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The bridge of one node. Lives on the core, and runs a second Vert.x beside it, the edge, which is
 * in no cluster and serves the clients (architecture decision 1).
 */
final class BridgeVerticle extends VerticleBase {
  /** Over which clients are sent away; with all that follows it stays within 5 s. */
  private static final long DRAIN_MS = 2_500;

  /** In which the last close frames leave. */
  private static final long LAST_WORDS_MS = 250;

  private static final long FORGET_EVERY_MS = Duration.ofMinutes(1).toMillis();

  private final ModuleContext campfire;
  private final BridgeConfig config;
  private final Catalogue catalogue;
  private final List<EdgeVerticle> edges = new CopyOnWriteArrayList<>();
  private final AtomicInteger openSockets = new AtomicInteger();
  private Vertx edge;
  private LeaseReports leases;

  BridgeVerticle(ModuleContext campfire, BridgeConfig config, Catalogue catalogue) {
    this.campfire = campfire;
    this.config = config;
    this.catalogue = catalogue;
  }

  @Override
  public Future<?> start() {
    return makeEdge()
        .compose(made -> serve())
        .recover(failure -> closeEdge().transform(closed -> Future.failedFuture(failure)));
  }

  /** Not on an event loop, where Vert.x takes a second instance for a mistake and warns of it. */
  private Future<Void> makeEdge() {
    return Future.fromCompletionStage(
            CompletableFuture.supplyAsync(() -> Vertx.vertx(options())), context)
        .map(
            made -> {
              edge = made;
              return null;
            });
  }

  private Future<Void> serve() {
    edge.eventBus().registerDefaultCodec(Frame.class, new FrameCodec());
    EventLoopLag.watch(edge, "edge", campfire.meters());
    OwnOrigins own = OwnOrigins.of(config);
    Core core = new Core(context, campfire.bus(), campfire.relay());
    BridgeNode node =
        new BridgeNode(
            config,
            campfire.clock(),
            campfire.ids(),
            campfire.meters(),
            core,
            new Tokens(core, campfire.clock()),
            new Origins(own, core, campfire.clock()),
            new Budgets(config.limits(), campfire.clock()),
            catalogue,
            new WatchedFeeds(),
            new ConnectedOrganizations(),
            new ConnectedPeople(),
            openSockets);
    campfire.meters().gauge(BridgeMeter.SOCKETS.getName(), openSockets, AtomicInteger::doubleValue);
    vertx.setPeriodic(FORGET_EVERY_MS, timer -> forget(node));
    leases =
        new LeaseReports(campfire.ids().next(), node.people(), campfire.bus(), campfire.ticker());
    campfire.relay().onOffers(catalogue::learn);
    return Future.all(listenToFeeds(node), leases.start(vertx))
        .compose(listening -> vertx.executeBlocking(() -> StaticFiles.load(own)))
        .compose(files -> deployEdges(node, files));
  }

  private static void forget(BridgeNode node) {
    node.budgets().forgetIdle();
    node.tokens().forgetOld();
  }

  private VertxOptions options() {
    return new VertxOptions()
        .setEventLoopPoolSize(config.eventLoops())
        .setWorkerPoolSize(1)
        .setMaxEventLoopExecuteTime(1)
        .setMaxEventLoopExecuteTimeUnit(TimeUnit.SECONDS);
  }

  private Future<?> listenToFeeds(BridgeNode node) {
    FeedRelay relay = new FeedRelay(edge, node.watched());
    new HeadsPoll(
            vertx,
            campfire.bus(),
            campfire.clock(),
            node.organizations(),
            node.watched(),
            relay,
            BridgeMeter.LOST.counter(campfire.meters()))
        .start();
    new RevocationsPoll(vertx, campfire.bus(), right -> revoke(node, relay, right)).start();
    return campfire.relay().onEvent(frame -> receive(node, relay, frame));
  }

  private void receive(BridgeNode node, FeedRelay relay, Frame frame) {
    relay.relay(frame);
    Revocations.find(frame).ifPresent(right -> revoke(node, relay, right));
  }

  private void revoke(BridgeNode node, FeedRelay relay, EndedRight right) {
    node.tokens().revoke(right);
    relay.afterwards(() -> edges.forEach(verticle -> verticle.revoke(right)));
  }

  private Future<Void> deployEdges(BridgeNode node, StaticFiles files) {
    for (int i = 0; i < config.eventLoops(); i++) {
      edges.add(new EdgeVerticle(node, files));
    }
    var next = edges.iterator();
    return here(edge.deployVerticle(
            next::next, new DeploymentOptions().setInstances(config.eventLoops())))
        .mapEmpty();
  }

  /** What the edge answers, on this verticle's event loop. */
  private <T> Future<T> here(Future<T> there) {
    Promise<T> here = Promise.promise();
    there.onComplete(result -> context.runOnContext(back -> here.handle(result)));
    return here.future();
  }

  @Override
  public Future<?> stop() {
    return drain()
        .transform(drained -> closeEdge())
        .onComplete(
            closed -> {
              if (leases != null) {
                // Those who went last.
                leases.look();
              }
            });
  }

  /** Sends everybody away; at once when nobody is there. */
  private Future<Void> drain() {
    if (openSockets.get() == 0) {
      return Future.succeededFuture();
    }
    List<Future<Void>> drained =
        edges.stream().map(verticle -> here(verticle.drain(DRAIN_MS))).toList();
    return Future.join(drained)
        .transform(all -> vertx.timer(LAST_WORDS_MS, TimeUnit.MILLISECONDS))
        .mapEmpty();
  }

  private Future<Void> closeEdge() {
    return edge == null ? Future.succeededFuture() : here(edge.close());
  }
}
