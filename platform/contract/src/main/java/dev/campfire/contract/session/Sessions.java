package dev.campfire.contract.session;

import dev.campfire.contract.address.Audience;
import dev.campfire.contract.address.Command;
import java.util.List;

/** The addresses that the bridge itself answers. */
public final class Sessions {
  private Sessions() {}

  /** The first frame of every socket, and the renewal of its token. */
  public static final Command<AuthenticateSocket, AuthenticateSocket.Opened> AUTH =
      Command.of(
          "session.auth",
          AuthenticateSocket.class,
          AuthenticateSocket.Opened.class,
          Audience.EVERYONE);

  public static final List<Command<?, ?>> COMMANDS = List.of(AUTH);
}
