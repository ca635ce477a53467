package dev.campfire.presence;

import dev.campfire.contract.Caller;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.messaging.Conversation;
import dev.campfire.contract.messaging.GetConversation;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.spi.Bus;
import dev.campfire.spi.Ticker;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who may say something in which conversation. Messaging is asked once, and not at every keystroke:
 * whose a conversation is changes only when an anonymous contact becomes a known one, whose old
 * token is then no good anywhere.
 */
final class Admission {
  private static final int MOST = 50_000;

  private static final long KEPT_MS = Duration.ofMinutes(10).toMillis();

  /**
   * @param contact null for the organisation's side, where all may
   */
  private record Key(OrgId org, ConversationId conversation, PersonId contact) {}

  private record Answer(Future<Conversation> admitted, long askedAtMs) {}

  private final Bus bus;
  private final Ticker ticker;
  private final Map<Key, Answer> answers = new LinkedHashMap<>();

  Admission(Bus bus, Ticker ticker) {
    this.bus = bus;
    this.ticker = ticker;
  }

  /** Lets the caller in, or fails with {@code not_found}. */
  Future<Void> admit(Caller caller, ConversationId conversation) {
    Key key = new Key(caller.org(), conversation, caller.isContact() ? caller.id() : null);
    Answer known = answers.get(key);
    if (known == null || ticker.millis() - known.askedAtMs >= KEPT_MS) {
      known = ask(key, caller);
    }
    return known.admitted.mapEmpty();
  }

  private Answer ask(Key key, Caller caller) {
    Future<Conversation> asked =
        bus.request(Messaging.GET, caller, new GetConversation(key.conversation));
    Answer answer = new Answer(asked, ticker.millis());
    answers.remove(key);
    if (answers.size() >= MOST) {
      answers.remove(answers.keySet().iterator().next());
    }
    answers.put(key, answer);
    // A refusal may turn into its opposite: the conversation may be opened a moment later.
    asked.onFailure(refused -> answers.remove(key, answer));
    return answer;
  }
}
