package dev.campfire.host.bus;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** The addresses of the core bus that this node answers to. */
public final class Registrations {

  /** One consumer, which can be opened anew on the event loop on which it was opened first. */
  private static final class Registration {
    private final String address;
    private final Context context;
    private final Supplier<MessageConsumer<?>> open;
    private volatile MessageConsumer<?> consumer;

    private Registration(String address, Context context, Supplier<MessageConsumer<?>> open) {
      this.address = address;
      this.context = context;
      this.open = open;
      this.consumer = open.get();
    }
  }

  private final Vertx vertx;
  private final List<Registration> all = new CopyOnWriteArrayList<>();

  Registrations(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * @param open makes a consumer that listens
   * @return done when the whole cluster knows
   */
  Future<Void> add(String address, Supplier<MessageConsumer<?>> open) {
    Registration registration = new Registration(address, vertx.getOrCreateContext(), open);
    return registration.consumer.completion().onSuccess(known -> all.add(registration));
  }

  /** What is registered now; an address stands there once for each of its consumers. */
  public List<String> addresses() {
    forgetEnded();
    return all.stream().map(registration -> registration.address).toList();
  }

  /** A verticle that was undeployed took its consumers with it. */
  private void forgetEnded() {
    all.removeIf(registration -> !registration.consumer.isRegistered());
  }

  /** Registers the address anew, for when the cluster has forgotten it. */
  public Future<Void> renew(String address) {
    List<Future<Void>> renewed = new ArrayList<>();
    for (Registration registration : all) {
      if (registration.address.equals(address)) {
        renewed.add(renew(registration));
      }
    }
    return Future.all(renewed).mapEmpty();
  }

  private static Future<Void> renew(Registration registration) {
    Promise<Void> renewed = Promise.promise();
    registration.context.runOnContext(
        here -> {
          MessageConsumer<?> old = registration.consumer;
          if (!old.isRegistered()) {
            renewed.complete();
            return;
          }
          registration.consumer = registration.open.get();
          registration.consumer.completion().compose(known -> old.unregister()).onComplete(renewed);
        });
    return renewed.future();
  }

  /** Ends all of them; done when the whole cluster knows. */
  Future<Void> end() {
    List<Future<Void>> ended =
        all.stream().map(registration -> registration.consumer.unregister()).toList();
    all.clear();
    return Future.join(ended).mapEmpty();
  }
}
