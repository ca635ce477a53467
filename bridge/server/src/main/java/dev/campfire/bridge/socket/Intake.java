package dev.campfire.bridge.socket;

import io.vertx.ext.web.handler.sockjs.SockJSSocket;

/** The way in of one client, which may be held up for several reasons at once. */
final class Intake {
  private final SockJSSocket socket;
  private Runnable onRelease = () -> {};
  private int holds;

  Intake(SockJSSocket socket) {
    this.socket = socket;
  }

  /** Does something whenever nothing holds it up any more. */
  void onRelease(Runnable work) {
    onRelease = work;
  }

  boolean isHeld() {
    return holds > 0;
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
      onRelease.run();
    }
  }
}
