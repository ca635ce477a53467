package dev.campfire.bench.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * One conversation, held against promises 1 to 4 of the contract: everything that is told of a
 * message is compared with what was sent and with all that was told before.
 */
public final class ConversationCheck {
  private final String name;
  private final Findings findings;
  private final Map<UUID, Sent> sent = new LinkedHashMap<>();
  private final Map<Side, Set<UUID>> stored = new EnumMap<>(Side.class);
  private int unsettledCount;

  /**
   * @param name of the conversation, for people
   * @param findings shared by all conversations of a run
   */
  public ConversationCheck(String name, Findings findings) {
    this.name = name;
    this.findings = findings;
  }

  /** Kept of every message until the run is over, so it is small. */
  private static final class Sent {
    private final Side sender;
    private final int connection;
    private final Supplier<String> content;
    private boolean inTurn = true;
    private boolean acknowledged;
    private boolean toldToContact;
    private boolean toldToAgent;
    private boolean settled;
    private long seq;
    private UUID messageId;

    private Sent(Side sender, int connection, Supplier<String> content) {
      this.sender = sender;
      this.connection = connection;
      this.content = content;
    }

    private boolean isTold(Side reader) {
      return reader == Side.CONTACT ? toldToContact : toldToAgent;
    }

    private void tell(Side reader) {
      toldToContact |= reader == Side.CONTACT;
      toldToAgent |= reader == Side.AGENT;
    }
  }

  /**
   * A message goes out for the first time.
   *
   * @param connection of the sender; order is promised within one
   * @param content makes the text anew whenever it is compared
   */
  public void sent(UUID clientMessageId, Side sender, int connection, Supplier<String> content) {
    sent.put(clientMessageId, new Sent(sender, connection, content));
    unsettledCount++;
  }

  /** It goes out again, so its place says nothing about the order of sending any more. */
  public void sentAgain(UUID clientMessageId) {
    sent.get(clientMessageId).inTurn = false;
  }

  /** The server says that it is stored. */
  public void acknowledged(Seen message) {
    Sent known = compare(message);
    if (known != null) {
      known.acknowledged = true;
      settleIfDone(known);
    }
  }

  /** It was refused for good: nothing more is expected of it, though it may turn up. */
  public void refused(UUID clientMessageId) {
    settle(sent.get(clientMessageId));
  }

  /**
   * A feed, or the sync that fills its gap, tells a reader of a message.
   *
   * @return whether it is one of ours, for the first time; a repeat is allowed
   */
  public boolean received(Side reader, Seen message) {
    Sent known = compare(message);
    if (known == null || known.isTold(reader)) {
      return false;
    }
    known.tell(reader);
    settleIfDone(known);
    return true;
  }

  private void settleIfDone(Sent message) {
    if (message.acknowledged && message.toldToContact && message.toldToAgent) {
      settle(message);
    }
  }

  private void settle(Sent message) {
    if (!message.settled) {
      message.settled = true;
      unsettledCount--;
    }
  }

  /** What the reader is told of the whole conversation at the end. */
  public void stored(Side reader, List<Seen> messages) {
    messages.forEach(this::compare);
    stored.put(reader, messages.stream().map(Seen::clientMessageId).collect(Collectors.toSet()));
    long expected = 1;
    for (Seen message : messages) {
      if (message.seq() != expected) {
        findings.add(
            Fault.DISORDERED,
            name + "#" + expected,
            "%s: the %s reads %d where %d should be"
                .formatted(name, reader.word(), message.seq(), expected));
      }
      expected = message.seq() + 1;
    }
  }

  private Sent compare(Seen message) {
    Sent known = sent.get(message.clientMessageId());
    if (known == null) {
      findings.add(
          Fault.FOREIGN,
          message.clientMessageId(),
          "%s: nobody here sent the message at %d".formatted(name, message.seq()));
      return null;
    }
    if (!known.content.get().equals(message.content())) {
      findings.add(
          Fault.ALTERED,
          message.clientMessageId(),
          "%s: the message at %d is not what was sent".formatted(name, message.seq()));
    }
    comparePlace(known, message);
    return known;
  }

  private void comparePlace(Sent known, Seen message) {
    if (known.seq == 0) {
      known.seq = message.seq();
      known.messageId = message.id();
    } else if (known.seq != message.seq() || !known.messageId.equals(message.id())) {
      findings.add(
          Fault.DOUBLED,
          message.clientMessageId(),
          "%s: one message stands at %d and at %d".formatted(name, known.seq, message.seq()));
    }
  }

  /** How many have not yet been acknowledged and told to both. */
  public int unsettledCount() {
    return unsettledCount;
  }

  /** The last look, after everything had time to arrive and {@link #stored} was told. */
  public void conclude() {
    sent.forEach(
        (id, message) -> {
          if (message.acknowledged) {
            concludeDelivered(id, message);
            stored.forEach((reader, ids) -> concludeStored(id, message, reader, ids));
          }
        });
    concludePlaces();
    for (Side side : Side.values()) {
      concludeTurns(side);
    }
  }

  private void concludePlaces() {
    Set<Long> places = new HashSet<>();
    for (Sent message : sent.values()) {
      if (message.seq != 0 && !places.add(message.seq)) {
        findings.add(
            Fault.DISORDERED,
            name + "#" + message.seq,
            "%s: two messages stand at %d".formatted(name, message.seq));
      }
    }
  }

  private void concludeDelivered(UUID id, Sent message) {
    for (Side reader : Side.values()) {
      if (!message.isTold(reader)) {
        findings.add(
            Fault.LOST,
            id,
            "%s: the message at %d never reached the %s"
                .formatted(name, message.seq, reader.word()));
      }
    }
  }

  private void concludeStored(UUID id, Sent message, Side reader, Set<UUID> ids) {
    if (!ids.contains(id)) {
      findings.add(
          Fault.LOST,
          id,
          "%s: the message acknowledged at %d is not in what the %s reads"
              .formatted(name, message.seq, reader.word()));
    }
  }

  /** Contract section 4.3: one socket's sends to a conversation keep their order. */
  private void concludeTurns(Side side) {
    List<Map.Entry<UUID, Sent>> turns = new ArrayList<>();
    for (Map.Entry<UUID, Sent> entry : sent.entrySet()) {
      Sent message = entry.getValue();
      if (message.sender == side && message.inTurn && message.acknowledged) {
        turns.add(entry);
      }
    }
    for (int i = 1; i < turns.size(); i++) {
      Sent before = turns.get(i - 1).getValue();
      Sent after = turns.get(i).getValue();
      if (before.connection == after.connection && before.seq > after.seq) {
        findings.add(
            Fault.DISORDERED,
            turns.get(i).getKey(),
            "%s: the %s sent the message at %d before the one at %d"
                .formatted(name, side.word(), before.seq, after.seq));
      }
    }
  }
}
