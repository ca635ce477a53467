package dev.campfire.bridge.socket;

import dev.campfire.bridge.Limits;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;

/**
 * The way out to one client, and how far the client is behind in reading. What TCP has taken over
 * counts as read: the kernel bounds that itself.
 */
final class Outlet {
  /**
   * Above this a client that asks is not listened to until it has read: a page or so, beside what
   * TCP has taken over. Whoever reads does not come near it, and whoever does not has no more pages
   * made.
   */
  private static final int HOLD_BYTES = 64 << 10;

  private final SockJSSocket socket;
  private final Intake intake;
  private final Runnable tooFarBehind;
  private long queuedBytes;
  private long queuedEventBytes;
  private boolean isHolding;
  private boolean isShut;
  private long written;
  private long taken;
  private long mark;
  private long markedAtMs;
  private Runnable whenEmpty = () -> {};

  /**
   * @param tooFarBehind called, once, when the client is not worth waiting for
   */
  Outlet(SockJSSocket socket, Intake intake, Runnable tooFarBehind) {
    this.socket = socket;
    this.intake = intake;
    this.tooFarBehind = tooFarBehind;
  }

  /** Writes what the client has asked for. */
  void answer(Buffer frame) {
    if (isShut) {
      return;
    }
    if (queuedBytes > 0 && queuedBytes + frame.length() > Limits.REPLIES_BEHIND_BYTES) {
      giveUp();
      return;
    }
    write(frame, 0);
    if (queuedBytes > HOLD_BYTES && !isHolding) {
      isHolding = true;
      intake.hold();
    }
  }

  /** Writes what happened. */
  void push(Buffer frame) {
    if (isShut) {
      return;
    }
    if (queuedEventBytes + frame.length() > Limits.EVENTS_BEHIND_BYTES) {
      giveUp();
      return;
    }
    write(frame, frame.length());
  }

  /**
   * Writes what matters for a moment only, unless the client is behind in reading.
   *
   * @return whether it was written
   */
  boolean pushIfRead(Buffer frame) {
    if (isShut || queuedBytes > Limits.EPHEMERAL_BEHIND_BYTES) {
      return false;
    }
    push(frame);
    return true;
  }

  private void write(Buffer frame, int eventBytes) {
    int length = frame.length();
    queuedBytes += length;
    queuedEventBytes += eventBytes;
    written++;
    socket
        .write(frame)
        .onComplete(
            done -> {
              queuedBytes -= length;
              queuedEventBytes -= eventBytes;
              taken++;
              if (isHolding && queuedBytes <= HOLD_BYTES / 2) {
                isHolding = false;
                intake.release();
              }
              if (isEmpty()) {
                Runnable work = whenEmpty;
                whenEmpty = () -> {};
                work.run();
              }
            });
  }

  /** Gives up on a client whose oldest frame has waited for too long; asked often. */
  void check(long nowMs) {
    if (taken >= mark) {
      mark = written;
      markedAtMs = nowMs;
    } else if (nowMs - markedAtMs >= Limits.BEHIND.toMillis()) {
      giveUp();
    }
  }

  private void giveUp() {
    if (!isShut) {
      tooFarBehind.run();
    }
  }

  /** Does something as soon as TCP has taken over all that was written. */
  void whenEmpty(Runnable work) {
    if (isEmpty()) {
      work.run();
    } else {
      whenEmpty = work;
    }
  }

  boolean isEmpty() {
    return queuedBytes == 0;
  }

  /** Nothing is written any more. */
  void shut() {
    isShut = true;
  }
}
