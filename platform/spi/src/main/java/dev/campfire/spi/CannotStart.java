package dev.campfire.spi;

/**
 * A module cannot run as it was told to. Its message is shown to the operator as it is, in one
 * line, and says what to do.
 */
public final class CannotStart extends RuntimeException {
  @java.io.Serial private static final long serialVersionUID = 1;

  public CannotStart(String message) {
    super(message, null, false, false);
  }
}
