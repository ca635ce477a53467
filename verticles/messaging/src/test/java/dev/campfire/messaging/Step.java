package dev.campfire.messaging;

import dev.campfire.contract.messaging.ConversationStatus;
import dev.campfire.contract.messaging.Priority;
import java.util.List;
import java.util.Random;

/**
 * What may happen to a conversation, in any order. People and messages are told by small numbers.
 */
sealed interface Step {

  /** How many people there are: the contact, two agents, a service, another contact. */
  int PEOPLE = 5;

  record Send(int who, int clientId, int content) implements Step {}

  record SendWithoutId(int who, int content) implements Step {}

  record Edit(int who, int message, int content) implements Step {}

  record Delete(int who, int message) implements Step {}

  /**
   * Null leaves as it is.
   *
   * @param snoozeSeconds from now
   * @param assignee an agent's number; -1 for the queue, -2 for somebody who is none
   */
  record Update(
      ConversationStatus status,
      Integer snoozeSeconds,
      Priority priority,
      List<String> tags,
      Integer assignee,
      String subject)
      implements Step {}

  /** Those that have slept long enough wake up. */
  record Wake() implements Step {}

  record Pass(int milliseconds) implements Step {}

  /** Any of them, those that talk more often. */
  static Step any(Random random) {
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> new Send(random.nextInt(PEOPLE), random.nextInt(8), random.nextInt(3));
      case 3 -> new SendWithoutId(random.nextInt(PEOPLE), random.nextInt(3));
      case 4, 5 -> new Edit(random.nextInt(PEOPLE), random.nextInt(8), random.nextInt(3));
      case 6 -> new Delete(random.nextInt(PEOPLE), random.nextInt(8));
      case 7, 8, 9 -> anyUpdate(random);
      case 10 -> new Wake();
      default -> new Pass(random.nextInt(1_500));
    };
  }

  private static Update anyUpdate(Random random) {
    return new Update(
        some(random, List.of(ConversationStatus.values())),
        some(random, List.of(1, 2)),
        some(random, List.of(Priority.values())),
        some(random, List.of(List.of(), List.of("vip"), List.of("vip", "late"))),
        some(random, List.of(1, 2, -1, -2)),
        some(random, List.of("Shoes", "Hats")));
  }

  private static <T> T some(Random random, List<T> values) {
    return random.nextInt(3) > 0 ? null : values.get(random.nextInt(values.size()));
  }
}
