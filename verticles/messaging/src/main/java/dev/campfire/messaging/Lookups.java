package dev.campfire.messaging;

import dev.campfire.contract.ProblemException;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.messaging.Conversation;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads conversations one by one for whoever asks alone, and together for a crowd: what is asked
 * for while an organisation is being read for is read in one go behind it. Each is read after it
 * was asked for, so that no answer is older than its question. Lives on one event loop.
 */
final class Lookups {
  /** As many as one statement reads in a few milliseconds. */
  private static final int MOST = 100;

  private final MessagingStore store;
  private final Map<OrgId, List<Question>> waiting = new HashMap<>();

  private record Question(Reader reader, ConversationId id, Promise<Conversation> answer) {

    /** Not there, or not the reader's, is the same to them. */
    void answer(Conversation found) {
      boolean isTheirs =
          found != null
              && (reader.onlyOf() == null || reader.onlyOf().equals(found.contact().id()));
      if (isTheirs) {
        answer.complete(found);
      } else {
        answer.fail(ProblemException.notFound());
      }
    }
  }

  Lookups(MessagingStore store) {
    this.store = store;
  }

  /** Fails with {@code not_found} if it is not there or not the reader's. */
  Future<Conversation> find(Reader reader, ConversationId id) {
    Question question = new Question(reader, id, Promise.promise());
    List<Question> others = waiting.get(reader.org());
    if (others != null) {
      others.add(question);
    } else {
      waiting.put(reader.org(), new ArrayList<>());
      read(reader.org(), List.of(question));
    }
    return question.answer().future();
  }

  private void read(OrgId org, List<Question> questions) {
    Set<ConversationId> ids =
        questions.stream().map(Question::id).collect(Collectors.toUnmodifiableSet());
    store
        .findAll(org, ids)
        .onComplete(
            found -> {
              next(org);
              Map<ConversationId, Conversation> byId =
                  found.stream().collect(Collectors.toMap(Conversation::id, Function.identity()));
              questions.forEach(question -> question.answer(byId.get(question.id())));
            },
            failure -> {
              next(org);
              questions.forEach(question -> question.answer().fail(failure));
            });
  }

  private void next(OrgId org) {
    List<Question> all = waiting.get(org);
    if (all.isEmpty()) {
      waiting.remove(org);
      return;
    }
    List<Question> first = all.subList(0, Math.min(MOST, all.size()));
    List<Question> questions = List.copyOf(first);
    first.clear();
    read(org, questions);
  }
}
