package dev.campfire.contract.identity;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.campfire.contract.id.SessionId;
import java.time.Instant;

/** What happens to a caller's sessions, on that caller's own feed. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes(@JsonSubTypes.Type(SessionEvent.Revoked.class))
public sealed interface SessionEvent {

  SessionId sessionId();

  Instant at();

  /**
   * The session has ended before its time, by signing out or because an old refresh token was
   * shown. A bridge closes the session's sockets; the caller's other sessions go on.
   */
  @JsonTypeName("session.revoked")
  record Revoked(SessionId sessionId, Instant at) implements SessionEvent {}
}
