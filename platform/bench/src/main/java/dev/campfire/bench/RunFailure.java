package dev.campfire.bench;

import java.io.Serial;

/** A run that could not be carried out; the message is one line that says why. */
public final class RunFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  public RunFailure(String line, Throwable cause) {
    super(line, cause);
  }
}
