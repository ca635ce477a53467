package dev.campfire.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.campfire.contract.Caller;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.messaging.SendMessage;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prints how fast sends are on this machine; asserts only that they are right. {@code
 * -Dspeed.loaded=10000 -Dspeed.conversations=1000} measures more.
 */
class SendSpeedIT {
  private static final Logger LOGGER = LoggerFactory.getLogger(SendSpeedIT.class);
  private static final int WARM_UP = Integer.getInteger("speed.warmUp", 300);
  private static final int ONE_BY_ONE = Integer.getInteger("speed.oneByOne", 300);
  private static final int LOADED = Integer.getInteger("speed.loaded", 2_000);
  private static final int IN_FLIGHT = 256;
  private static final int CONVERSATIONS = Integer.getInteger("speed.conversations", 200);

  @RegisterExtension
  static final CampfireExtension campfire =
      CampfireExtension.nodes(1).module(new MessagingModule()).build();

  @Test
  void sendsOneByOneAndUnderLoad() {
    TestOrg org = campfire.org();
    Caller contact = org.contact();
    Caller agent = org.agent();
    List<ConversationId> conversations =
        IntStream.range(0, CONVERSATIONS)
            .mapToObj(i -> new Talk(campfire.bus()).open(contact).id())
            .toList();

    for (int i = 0; i < WARM_UP; i++) {
      timeOne(contact, conversations.get(i % CONVERSATIONS));
    }
    List<Long> micros = new ArrayList<>();
    for (int i = 0; i < ONE_BY_ONE; i++) {
      micros.add(timeOne(contact, conversations.get(i % CONVERSATIONS)));
    }
    AtomicInteger left = new AtomicInteger(LOADED);
    List<Long> loaded = Collections.synchronizedList(new ArrayList<>());
    long startedAt = System.nanoTime();
    List<Future<Void>> senders =
        IntStream.range(0, IN_FLIGHT)
            .mapToObj(i -> sendOn(agent, conversations, left, loaded))
            .toList();
    Future<?> all = Future.join(senders);
    await()
        .pollInterval(Duration.ofMillis(10))
        .atMost(Duration.ofMinutes(2))
        .until(all::isComplete);
    double seconds = (System.nanoTime() - startedAt) / 1e9;

    LOGGER
        .atInfo()
        .addKeyValue("p50Micros", percentile(micros, 50))
        .addKeyValue("p90Micros", percentile(micros, 90))
        .addKeyValue("p99Micros", percentile(micros, 99))
        .log("Send to acknowledgement on the bus, one at a time");
    LOGGER
        .atInfo()
        .addKeyValue("conversations", CONVERSATIONS)
        .addKeyValue("perSecond", Math.round(LOADED / seconds))
        .addKeyValue("p50Micros", percentile(loaded, 50))
        .addKeyValue("p99Micros", percentile(loaded, 99))
        .log("Sends with 256 in flight");
    assertThat(senders).allMatch(Future::succeeded);
    assertThat(
            campfire.sql(
                "select c.id from conversations c left join lateral (select count(*) as n,"
                    + " max(seq) as last from messages m where m.org_id = c.org_id and"
                    + " m.conversation_id = c.id) m on true where c.org_id = ?"
                    + " and (c.last_seq <> m.n or c.last_seq <> coalesce(m.last, 0))",
                org.id().value()))
        .as("conversations with a hole")
        .isEmpty();
    assertThat(
            campfire
                .sql("select count(*) as n from messages where org_id = ?", org.id().value())
                .get(0)
                .get("n"))
        .isEqualTo((long) WARM_UP + ONE_BY_ONE + LOADED);
  }

  private static long timeOne(Caller caller, ConversationId conversation) {
    long startedAt = System.nanoTime();
    new Talk(campfire.bus()).say(caller, conversation, "A message of some usual length, say this.");
    return (System.nanoTime() - startedAt) / 1_000;
  }

  private static Future<Void> sendOn(
      Caller caller, List<ConversationId> conversations, AtomicInteger left, List<Long> micros) {
    int number = left.getAndDecrement();
    if (number <= 0) {
      return Future.succeededFuture();
    }
    long startedAt = System.nanoTime();
    ConversationId conversation = conversations.get(number % conversations.size());
    return campfire
        .bus()
        .request(
            Messaging.SEND,
            caller,
            new SendMessage(
                conversation, Talk.newId(), "A message of some usual length, say this."))
        .compose(
            accepted -> {
              micros.add((System.nanoTime() - startedAt) / 1_000);
              return sendOn(caller, conversations, left, micros);
            });
  }

  private static long percentile(List<Long> values, int percent) {
    List<Long> sorted = values.stream().sorted().toList();
    return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
  }
}
