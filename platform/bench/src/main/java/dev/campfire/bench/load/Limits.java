package dev.campfire.bench.load;

import dev.campfire.bench.RefusedSettings;
import dev.campfire.bench.check.Side;
import java.util.ArrayList;
import java.util.List;

/**
 * The default limits of contract section 3.7. A run beyond them would measure how fast the server
 * refuses.
 */
public final class Limits {
  private static final int CONTACT_MESSAGES_PER_SECOND = 5;
  private static final int AGENT_MESSAGES_PER_SECOND = 50;
  private static final int WIDGET_SESSIONS_PER_MINUTE = 60;
  private static final int FEEDS_PER_SOCKET = 200;

  private Limits() {}

  /**
   * Fails with {@link RefusedSettings}, in one line, if a server with these limits would refuse.
   */
  public static void require(ChatSettings settings) {
    List<String> over = new ArrayList<>();
    Cast cast = settings.cast();
    double each = settings.rate() / 2.0 / cast.conversations();
    if (each > CONTACT_MESSAGES_PER_SECOND) {
      over.add("a contact may send 5 messages/s (more --conversations or a lower --rate)");
    }
    if (each * cast.conversationsOfBusiestAccount() > AGENT_MESSAGES_PER_SECOND) {
      over.add("an agent may send 50 messages/s (more --agent-email, or a lower --rate)");
    }
    if (cast.conversations() > WIDGET_SESSIONS_PER_MINUTE) {
      over.add("an address may start 60 widget sessions a minute (fewer --conversations)");
    }
    if (cast.conversationsOfBusiestSocket() > FEEDS_PER_SOCKET) {
      over.add("a socket may listen to 200 feeds (more --agents)");
    }
    refuse(over);
  }

  /**
   * Fails with {@link RefusedSettings}, in one line, if a server with these limits would refuse.
   */
  public static void require(PingSettings settings) {
    int allowed =
        settings.sender() == Side.CONTACT ? CONTACT_MESSAGES_PER_SECOND : AGENT_MESSAGES_PER_SECOND;
    long shortest = 1_000 / allowed;
    refuse(
        settings.pause().toMillis() < shortest
            ? List.of(
                "the %s may send %d messages/s (--pause of at least %dms)"
                    .formatted(settings.sender().word(), allowed, shortest))
            : List.of());
  }

  private static void refuse(List<String> over) {
    if (!over.isEmpty()) {
      throw new RefusedSettings(
          "Over the server's default limits: "
              + String.join("; ", over)
              + ". For a server whose limits were lifted, say --limits-lifted.");
    }
  }
}
