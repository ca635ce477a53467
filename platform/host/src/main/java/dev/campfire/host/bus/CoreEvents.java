package dev.campfire.host.bus;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.Role;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.id.ClientMessageId;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.Ids;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.id.SessionId;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.messaging.SendMessage;
import dev.campfire.host.json.WireJson;
import dev.campfire.spi.Events;
import dev.campfire.spi.Frame;
import dev.campfire.spi.Happening;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds, among all that is announced, what somebody acts upon. */
public final class CoreEvents implements Events {
  private static final Logger LOGGER = LoggerFactory.getLogger(CoreEvents.class);

  private final CoreBus bus;

  CoreEvents(CoreBus bus) {
    this.bus = bus;
  }

  @Override
  public <E> Future<?> on(String listener, Class<E> event, Listener<E> heard) {
    JsonTypeName type = event.getAnnotation(JsonTypeName.class);
    if (type == null) {
      return Future.failedFuture(
          new IllegalArgumentException(event.getName() + " is no event of the contract"));
    }
    return on(
        listener,
        type.value(),
        (body, campfire) -> heard.hear(WireJson.readTrusted(body, event), campfire));
  }

  /** The same for whoever reads the event's JSON. */
  public Future<?> on(
      String listener, String type, BiFunction<Buffer, Happening, Future<?>> heard) {
    String mark = "\"type\":\"" + type + "\"";
    return bus.onEvent(
        frame -> {
          if (frame.bytes().toString().contains(mark)) {
            hear(listener, type, frame, heard);
          }
        });
  }

  private void hear(
      String listener, String type, Frame frame, BiFunction<Buffer, Happening, Future<?>> heard) {
    JsonObject body = frame.bytes().toJsonObject().getJsonObject("body");
    // The mark may also stand in what somebody wrote; and one of the nodes is enough.
    if (!type.equals(body.getString("type")) || !bus.offers().isOurs(listener, frame.address())) {
      return;
    }
    Future<?> done;
    try {
      done = heard.apply(body.toBuffer(), new Here(bus, listener, frame));
    } catch (RuntimeException | LinkageError e) {
      done = Future.failedFuture(e);
    }
    if (done != null) {
      done.onFailure(
          failure ->
              LOGGER
                  .atError()
                  .addKeyValue("extension", listener)
                  .addKeyValue("event", type)
                  .setCause(failure)
                  .log("An extension failed on an event"));
    }
  }

  private record Here(CoreBus bus, String listener, Frame frame) implements Happening {
    @Override
    public OrgId org() {
      return new OrgId(Ids.parse(frame.address().substring(4, 40)));
    }

    @Override
    public Caller self() {
      UUID id = named("campfire:extension:" + listener + ":" + org());
      return new Caller(new PersonId(id), org(), Role.SERVICE, new SessionId(id), listener);
    }

    @Override
    public <Q extends Record, R extends Record> Future<R> request(
        Command<Q, R> command, Q request) {
      return bus.request(command, self(), request);
    }

    @Override
    public Future<SendMessage.Accepted> reply(String content) {
      var conversation = Messaging.CONVERSATION.parse(frame.address());
      if (conversation == null) {
        return Future.failedFuture(ProblemException.invalid("", "is no event of a conversation"));
      }
      UUID once = named(listener + ":" + frame.address() + ":" + frame.changeSeq());
      return request(
          Messaging.SEND,
          new SendMessage(
              new ConversationId(conversation.subject()), new ClientMessageId(once), content));
    }

    private static UUID named(String text) {
      return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
