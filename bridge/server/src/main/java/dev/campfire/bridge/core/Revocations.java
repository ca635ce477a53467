package dev.campfire.bridge.core;

import dev.campfire.contract.address.Topic;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.identity.Identity;
import dev.campfire.contract.identity.SessionEvent;
import dev.campfire.host.json.WireJson;
import dev.campfire.spi.Frame;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Finds the ends of sessions among the events that pass. */
public final class Revocations {
  private static final String TYPE = "\"session.revoked\"";

  private Revocations() {}

  /** What an event says has ended. */
  public static Optional<EndedRight> find(Frame frame) {
    Topic.Address<?> feed = Identity.USER.parse(frame.address());
    if (feed == null || !mayBeOne(frame.bytes())) {
      return Optional.empty();
    }
    JsonObject body = frame.bytes().toJsonObject().getJsonObject("body");
    if (!"session.revoked".equals(body.getString("type"))) {
      return Optional.empty();
    }
    var revoked = WireJson.readTrusted(body.toBuffer(), SessionEvent.Revoked.class);
    return Optional.of(
        revoked.sessionId() == null
            ? new EndedRight(feed.org(), null, new PersonId(feed.subject()))
            : new EndedRight(feed.org(), revoked.sessionId(), null));
  }

  /** Other events of the feed are frequent, and not worth reading for this. */
  private static boolean mayBeOne(Buffer bytes) {
    return bytes.length() < 1_024 && bytes.toString().contains(TYPE);
  }
}
