package dev.campfire.contract.identity;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.campfire.contract.id.SessionId;
import dev.campfire.contract.schema.Optional;
import java.time.Instant;

/** What happens to a caller's sessions, on that caller's own feed. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes(@JsonSubTypes.Type(SessionEvent.Revoked.class))
public sealed interface SessionEvent {

  SessionId sessionId();

  Instant at();

  /**
   * A session has ended before its time: signed out, disabled, given another role, or an old
   * refresh token was shown. A bridge closes its sockets.
   *
   * @param sessionId absent: every session of this caller
   */
  @JsonTypeName("session.revoked")
  record Revoked(@Optional SessionId sessionId, Instant at) implements SessionEvent {}
}
