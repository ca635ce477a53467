package dev.campfire.testkit;

import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.address.Signal;
import dev.campfire.contract.address.Topic;
import dev.campfire.spi.Bus;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A bus without a network: serves what it was given and remembers what was announced. */
public final class RecordingBus implements Bus {

  /** One announcement. */
  public record Published(String address, Object event, long changeSeq) {}

  public final List<Published> published = new CopyOnWriteArrayList<>();

  /** What was told, in order. */
  public final List<Record> told = new CopyOnWriteArrayList<>();

  private final Map<String, Handler<?, ?>> handlers = new HashMap<>();
  private final Map<String, List<Consumer<Record>>> hearers = new HashMap<>();
  private final List<Consumer<Published>> listeners = new CopyOnWriteArrayList<>();

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
    Published what = new Published(address.toString(), event, changeSeq);
    published.add(what);
    listeners.forEach(listener -> listener.accept(what));
  }

  @Override
  public <E> Future<?> listen(Topic<E> topic, Listener<E> listener) {
    listeners.add(
        what -> {
          Topic.Address<E> address = topic.parse(what.address);
          if (address != null) {
            listener.heard(
                address,
                () ->
                    Optional.of(what.event)
                        .filter(topic.event()::isInstance)
                        .map(topic.event()::cast));
          }
        });
    return Future.succeededFuture();
  }

  @Override
  public <S extends Record> void tell(Signal<S> signal, S what) {
    told.add(what);
    List.copyOf(hearers.getOrDefault(signal.name(), List.of()))
        .forEach(hearer -> hearer.accept(what));
  }

  @Override
  public <S extends Record> Future<?> hear(Signal<S> signal, Consumer<S> listener) {
    hearers
        .computeIfAbsent(signal.name(), name -> new ArrayList<>())
        .add(what -> listener.accept(signal.type().cast(what)));
    return Future.succeededFuture();
  }
}
