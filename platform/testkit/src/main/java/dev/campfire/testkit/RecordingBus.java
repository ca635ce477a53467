package dev.campfire.testkit;

import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.address.Topic;
import dev.campfire.spi.Bus;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A bus without a network: serves what it was given and remembers what was announced. */
public final class RecordingBus implements Bus {

  /** One announcement. */
  public record Published(String address, Object event, long changeSeq) {}

  public final List<Published> published = new CopyOnWriteArrayList<>();
  private final Map<String, Handler<?, ?>> handlers = new HashMap<>();

  @Override
  public <Q extends Record, R extends Record> Future<?> serve(
      Command<Q, R> command, Handler<Q, R> handler) {
    handlers.put(command.address(), handler);
    return Future.succeededFuture();
  }

  @Override
  @SuppressWarnings("unchecked")
  public <Q extends Record, R extends Record> Future<R> request(
      Command<Q, R> command, Caller caller, Q request) {
    Handler<Q, R> handler = (Handler<Q, R>) handlers.get(command.address());
    return handler == null
        ? Future.failedFuture(ProblemException.unavailable("Nobody serves this.", null))
        : handler.handle(caller, request);
  }

  @Override
  public <E> void publish(Topic.Address<E> address, E event, long changeSeq) {
    published.add(new Published(address.toString(), event, changeSeq));
  }
}
