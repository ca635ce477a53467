package dev.campfire.host.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.messaging.ContactWritten;
import dev.campfire.contract.messaging.Messaging;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CoreBusTest {
  private final Vertx vertx = Vertx.vertx();
  private int published;

  @AfterEach
  void close() {
    vertx.close();
  }

  /** Whatever the real one does, but for a method. */
  private static <T> T like(Class<T> type, T real, String method, InvocationHandler instead) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, called, arguments) -> {
              if (called.getName().equals(method)) {
                return instead.invoke(proxy, called, arguments);
              }
              try {
                return called.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  /** Vert.x completes a promise twice while a node that has just died stands in the registry. */
  @Test
  void whoTellsSomethingDoesNotFallOverALinkThatIsDead() {
    EventBus broken =
        like(
            EventBus.class,
            vertx.eventBus(),
            "publish",
            (proxy, called, arguments) -> {
              published++;
              throw new IllegalStateException("Result is already complete");
            });
    Vertx clustered = like(Vertx.class, vertx, "eventBus", (proxy, called, none) -> broken);
    CoreBus bus = new CoreBus(clustered, Duration.ofSeconds(2), Clock.systemUTC());

    assertThatCode(
            () ->
                bus.tell(
                    Messaging.CONTACT_WRITTEN,
                    new ContactWritten(
                        new OrgId(UUID.randomUUID()), new PersonId(UUID.randomUUID()))))
        .doesNotThrowAnyException();

    assertThat(published).isEqualTo(1);
  }
}
