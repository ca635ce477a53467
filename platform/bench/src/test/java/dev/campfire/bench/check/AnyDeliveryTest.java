package dev.campfire.bench.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What the contract allows of a feed must never be taken for a fault, and a loss always must. */
class AnyDeliveryTest {

  private static Seen message(long seq) {
    return new Seen(new UUID(1, seq), new UUID(2, seq), seq, "text");
  }

  private static List<Seen> messages(int count) {
    return LongStream.rangeClosed(1, count).mapToObj(AnyDeliveryTest::message).toList();
  }

  /** Everything at least once, some of it more often, in any order. */
  private static void deliver(
      ConversationCheck check, Side reader, List<Seen> messages, Random random) {
    List<Seen> wire = new ArrayList<>(messages);
    messages.stream().filter(message -> random.nextBoolean()).forEach(wire::add);
    Collections.shuffle(wire, random);
    wire.forEach(message -> check.received(reader, message));
  }

  private static ConversationCheck sendAll(Findings findings, List<Seen> messages, Random random) {
    ConversationCheck check = new ConversationCheck("any", findings);
    for (Seen message : messages) {
      Side sender = random.nextBoolean() ? Side.CONTACT : Side.AGENT;
      check.sent(message.clientMessageId(), sender, 1, () -> "text");
    }
    return check;
  }

  @Property
  void repeatsAndAnyOrderOnTheWireAreNoFaults(
      @ForAll @IntRange(min = 1, max = 40) int count, @ForAll long seed) {
    Random random = new Random(seed);
    Findings findings = new Findings();
    List<Seen> messages = messages(count);
    ConversationCheck check = sendAll(findings, messages, random);
    deliver(check, Side.CONTACT, messages, random);
    messages.forEach(check::acknowledged);
    deliver(check, Side.AGENT, messages, random);
    check.stored(Side.CONTACT, messages);
    check.stored(Side.AGENT, messages);
    check.conclude();

    assertThat(findings.examples()).isEmpty();
    assertThat(check.unsettledCount()).isZero();
  }

  @Property
  void oneMissingDeliveryIsAlwaysFound(
      @ForAll @IntRange(min = 1, max = 40) int count, @ForAll long seed) {
    Random random = new Random(seed);
    Findings findings = new Findings();
    List<Seen> messages = messages(count);
    List<Seen> heard = new ArrayList<>(messages);
    heard.remove(random.nextInt(count));
    ConversationCheck check = sendAll(findings, messages, random);
    messages.forEach(check::acknowledged);
    deliver(check, Side.CONTACT, messages, random);
    deliver(check, Side.AGENT, heard, random);
    check.stored(Side.CONTACT, messages);
    check.stored(Side.AGENT, messages);
    check.conclude();

    assertThat(findings.count(Fault.LOST)).isEqualTo(1);
    assertThat(check.unsettledCount()).isEqualTo(1);
  }
}
