package dev.campfire.spi;

import dev.campfire.contract.Caller;
import dev.campfire.contract.address.Command;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.function.Consumer;

/** The core bus as a bridge sees it: bodies and events pass as bytes, read by nobody between. */
public interface Relay {

  /**
   * Asks a command with a body as JSON text, as {@link Bus#request} does.
   *
   * @return the reply as JSON text; fails with {@link Refusal} on a problem
   */
  Future<Buffer> forward(Command<?, ?> command, Caller caller, Buffer body);

  /** Asks an address that clients can ask, an extension's too, as the other does. */
  Future<Buffer> forward(String address, Caller caller, Buffer body);

  /**
   * Receives every event of the cluster until the verticle that asked is undeployed.
   *
   * @return done when the whole cluster knows
   */
  Future<?> onEvent(Consumer<Frame> receiver);

  /**
   * Tells what extensions anywhere in the cluster serve and announce: now, and after every change.
   * From any thread.
   */
  void onOffers(Consumer<List<Offer>> receiver);

  /** A command was answered by a problem. */
  final class Refusal extends RuntimeException {
    @java.io.Serial private static final long serialVersionUID = 1;

    private final int status;

    /** The problem as JSON text is the message. */
    public Refusal(int status, String problem) {
      super(problem, null, false, false);
      this.status = status;
    }

    public int status() {
      return status;
    }
  }
}
