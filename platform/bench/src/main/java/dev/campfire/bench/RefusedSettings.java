package dev.campfire.bench;

import java.io.Serial;

/** A run that is not begun; the message is one line that says what to change. */
public final class RefusedSettings extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  public RefusedSettings(String line) {
    super(line, null, false, false);
  }
}
