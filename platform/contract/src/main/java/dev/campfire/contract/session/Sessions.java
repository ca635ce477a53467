package dev.campfire.contract.session;

import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.address.Audience;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.address.Topic;
import java.util.List;

/** The addresses that the bridge itself answers, and the feed on which it speaks itself. */
public final class Sessions {
  /** The version of the contract; nodes and clients of another major do not understand it. */
  public static final String CONTRACT = "1.0";

  private Sessions() {}

  /** The first frame of every socket, and the renewal of its token. */
  public static final Command<AuthenticateSocket, AuthenticateSocket.Opened> AUTH =
      Command.of(
          "session.auth",
          AuthenticateSocket.class,
          AuthenticateSocket.Opened.class,
          Audience.EVERYONE,
          ProblemCode.CONFLICT);

  /** One caller's own: that this node leaves. */
  public static final Topic<FeedEvent> USER = Topic.ofPerson("user", FeedEvent.class);

  public static final List<Command<?, ?>> COMMANDS = List.of(AUTH);

  public static final List<Topic<?>> TOPICS = List.of(USER);
}
