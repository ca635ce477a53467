package dev.campfire.bridge.core;

import dev.campfire.contract.Caller;
import dev.campfire.contract.address.Command;
import dev.campfire.spi.Bus;
import dev.campfire.spi.Relay;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * The core bus, asked from the edge. A question is put on the core's event loop and its answer
 * comes back on the event loop that asked, so that neither side's state is seen by two threads.
 */
public final class Core {
  private final Context core;
  private final Bus bus;
  private final Relay relay;

  /**
   * @param core an event loop of the core
   */
  public Core(Context core, Bus bus, Relay relay) {
    this.core = core;
    this.bus = bus;
    this.relay = relay;
  }

  /** As {@link Bus#request}. */
  public <Q extends Record, R extends Record> Future<R> request(
      Command<Q, R> command, Caller caller, Q request) {
    return cross(() -> bus.request(command, caller, request));
  }

  /** As {@link Relay#forward(Command, Caller, Buffer)}. */
  public Future<Buffer> forward(Command<?, ?> command, Caller caller, Buffer body) {
    return cross(() -> relay.forward(command, caller, body));
  }

  /** As {@link Relay#forward(String, Caller, Buffer)}. */
  public Future<Buffer> forward(String address, Caller caller, Buffer body) {
    return cross(() -> relay.forward(address, caller, body));
  }

  private <T> Future<T> cross(Supplier<Future<T>> question) {
    Context asker = Vertx.currentContext();
    if (asker == null) {
      throw new IllegalStateException("Asked from outside an event loop");
    }
    Promise<T> answer = Promise.promise();
    core.runOnContext(there -> ask(question).onComplete(result -> answer(asker, answer, result)));
    return answer.future();
  }

  private static <T> void answer(Context asker, Promise<T> answer, AsyncResult<T> result) {
    try {
      asker.runOnContext(back -> answer.handle(result));
    } catch (RejectedExecutionException closed) {
      // The edge is gone, and whoever asked with it.
    }
  }

  private static <T> Future<T> ask(Supplier<Future<T>> question) {
    try {
      return question.get();
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }
}
