package dev.campfire.bridge.socket;

import dev.campfire.contract.Caller;
import io.vertx.core.buffer.Buffer;

/**
 * A request on its way through the stock bridge: whose it is stands in an object of ours, which
 * nothing that a client writes can become.
 *
 * @param acceptedAtMs when it was let in
 */
record StampedRequest(
    SocketSession session, Caller caller, ClientFrame.Send send, long acceptedAtMs) {

  /** A reply on its way back, as the bytes that the command answered. */
  record Reply(Buffer body) {}
}
