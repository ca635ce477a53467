package dev.campfire.bridge.socket;

import io.vertx.ext.web.handler.sockjs.SockJSSocket;

/** The way in of one client, which may be held up for several reasons at once. */
final class Intake {
  private final SockJSSocket socket;
  private int holds;

  Intake(SockJSSocket socket) {
    this.socket = socket;
  }

  /** Leaves what the client sends in the network until {@link #release}. */
  void hold() {
    if (holds++ == 0) {
      socket.pause();
    }
  }

  void release() {
    if (--holds == 0) {
      socket.resume();
    }
  }
}
