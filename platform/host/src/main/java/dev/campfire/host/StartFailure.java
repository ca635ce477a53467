package dev.campfire.host;

/** The node cannot start. The message is one line that says what to do; there is no trace. */
public final class StartFailure extends RuntimeException {
  @java.io.Serial private static final long serialVersionUID = 1;

  public StartFailure(String message) {
    super(message, null, false, false);
  }

  public StartFailure(String message, Throwable cause) {
    super(message, cause, false, false);
  }
}
