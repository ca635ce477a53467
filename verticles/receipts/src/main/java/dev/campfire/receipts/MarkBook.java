package dev.campfire.receipts;

import dev.campfire.contract.ProblemException;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.receipts.Receipt;
import dev.campfire.spi.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * What this node knows of receipts: conversations that are read here, marks that are not written
 * yet, and those that other nodes have not written. No I/O; lives on one event loop.
 */
final class MarkBook {
  /** Conversations to be remembered; who is forgotten is read again. */
  private static final int MOST = 20_000;

  /** Longer than another node takes to write what it was told. */
  private static final long ELSEWHERE_MS = Duration.ofSeconds(5).toMillis();

  /** Of one transaction. */
  private static final int BATCH = 500;

  private static final class Page {
    PersonId contact;
    long lastSeq;
    final Map<PersonId, Line> lines = new HashMap<>();
  }

  private static final class Line {
    final Reader reader;
    Marks known = Marks.NONE;
    long wroteAtMs = Long.MIN_VALUE / 2;

    Line(Reader reader) {
      this.reader = reader;
    }
  }

  private record Elsewhere(Marks marks, long heardAtMs) {}

  private final Ticker ticker;
  private final long writeEveryMs;

  /** The longest unused first. */
  private final LinkedHashMap<Reader.Place, Page> pages = new LinkedHashMap<>(16, 0.75f, true);

  private final Set<Line> unwritten = new LinkedHashSet<>();
  private final Set<Line> untold = new LinkedHashSet<>();
  private final LinkedHashMap<Reader, Elsewhere> elsewhere = new LinkedHashMap<>();

  MarkBook(Ticker ticker, Duration writeEvery) {
    this.ticker = ticker;
    this.writeEveryMs = writeEvery.toMillis();
  }

  /** Whether the conversation is known, is the contact's, and has come as far. */
  boolean covers(Reader reader, long seq) {
    Page page = pages.get(reader.place());
    return page != null && page.lastSeq >= seq && isTheirs(page, reader);
  }

  private static boolean isTheirs(Page page, Reader reader) {
    return switch (reader.who().kind()) {
      case CONTACT -> reader.who().id().equals(page.contact);
      default -> true;
    };
  }

  /** Takes over what the database says of a conversation. */
  void open(Reader.Place place, ReceiptsStore.Conversation stored) {
    Page page = pages.computeIfAbsent(place, key -> new Page());
    giveTo(stored.contact(), place, page);
    page.lastSeq = Math.max(page.lastSeq, stored.lastSeq());
    for (Receipt receipt : stored.receipts()) {
      Line line = line(page, new Reader(place, receipt.reader()));
      line.known = line.known.merge(Reader.marks(receipt));
    }
    forgetUnused();
  }

  /** The contact turned out to be somebody: what the one before has read, they have read. */
  private void giveTo(PersonId contact, Reader.Place place, Page page) {
    Line before = contact.equals(page.contact) ? null : page.lines.remove(page.contact);
    page.contact = contact;
    if (before != null) {
      Line now = line(page, new Reader(place, Reader.now(before.reader.who(), contact)));
      now.known = now.known.merge(before.known);
      now.wroteAtMs = Math.max(now.wroteAtMs, before.wroteAtMs);
      if (unwritten.remove(before)) {
        unwritten.add(now);
      }
      untold.remove(before);
    }
  }

  private static Line line(Page page, Reader reader) {
    return page.lines.computeIfAbsent(reader.who().id(), id -> new Line(reader));
  }

  private void forgetUnused() {
    Iterator<Page> oldest = pages.values().iterator();
    while (pages.size() > MOST && oldest.hasNext()) {
      if (oldest.next().lines.values().stream().noneMatch(unwritten::contains)) {
        oldest.remove();
      }
    }
  }

  /** A message has been sent: marks may go as far. */
  void sent(Reader.Place place, long seq) {
    Page page = pages.get(place);
    if (page != null) {
      page.lastSeq = Math.max(page.lastSeq, seq);
    }
  }

  boolean isOpen(Reader.Place place) {
    return pages.containsKey(place);
  }

  /**
   * Moves a reader's marks on, in a conversation that is open.
   *
   * @return how far they have got, whether by this or before
   * @throws ProblemException {@code not_found}, or {@code invalid_request} beyond the last message
   */
  Marks mark(Reader reader, Marks marks) {
    Page page = pages.get(reader.place());
    if (!isTheirs(page, reader)) {
      throw ProblemException.notFound();
    }
    if (marks.delivered().seq() > page.lastSeq) {
      throw ProblemException.invalid(
          "seq", "must be at most " + page.lastSeq + ", the conversation's lastSeq");
    }
    Line line = line(page, reader);
    Elsewhere others = elsewhere.get(reader);
    if (others != null) {
      line.known = line.known.merge(others.marks);
    }
    if (marks.isPast(line.known)) {
      line.known = line.known.merge(marks);
      unwritten.add(line);
      untold.add(line);
    }
    return line.known;
  }

  /** Another node was told. */
  void heard(Reader reader, Marks marks) {
    Elsewhere before = elsewhere.remove(reader);
    Marks merged = before == null ? marks : before.marks.merge(marks);
    elsewhere.put(reader, new Elsewhere(merged, ticker.millis()));
  }

  /** Forgets what others have written by now. */
  void look() {
    Iterator<Elsewhere> oldest = elsewhere.values().iterator();
    while (oldest.hasNext() && ticker.millis() - oldest.next().heardAtMs >= ELSEWHERE_MS) {
      oldest.remove();
    }
  }

  /** What this node was told since this was asked last. */
  Map<Reader, Marks> takeUntold() {
    Map<Reader, Marks> taken = new LinkedHashMap<>();
    untold.forEach(line -> taken.put(line.reader, line.known));
    untold.clear();
    return taken;
  }

  /** How far each reader has got, by what is stored and what is not yet. */
  List<Receipt> merge(Reader.Place place, ReceiptsStore.Conversation stored) {
    Map<Receipt.Reader, Marks> merged = new LinkedHashMap<>();
    BiConsumer<Receipt.Reader, Marks> add =
        (who, marks) -> merged.merge(Reader.now(who, stored.contact()), marks, Marks::merge);
    stored.receipts().forEach(receipt -> add.accept(receipt.reader(), Reader.marks(receipt)));
    Page page = pages.get(place);
    if (page != null) {
      page.lines.values().stream()
          .filter(line -> !line.known.equals(Marks.NONE))
          .forEach(line -> add.accept(line.reader.who(), line.known));
    }
    elsewhere.forEach(
        (reader, others) -> {
          if (reader.place().equals(place)) {
            add.accept(reader.who(), others.marks);
          }
        });
    List<Receipt> receipts = new ArrayList<>();
    merged.forEach((who, marks) -> receipts.add(new Reader(place, who).receipt(marks)));
    return receipts;
  }

  /**
   * What is to be written now.
   *
   * @param all also what was written a moment ago
   */
  Map<Reader, Marks> takeDue(boolean all) {
    long nowMs = ticker.millis();
    Map<Reader, Marks> due = new LinkedHashMap<>();
    Iterator<Line> lines = unwritten.iterator();
    while (lines.hasNext() && due.size() < BATCH) {
      Line line = lines.next();
      if (all || nowMs - line.wroteAtMs >= writeEveryMs) {
        line.wroteAtMs = nowMs;
        due.put(line.reader, line.known);
        lines.remove();
      }
    }
    return due;
  }

  /** What was taken was not written: it is due again. */
  void failed(Map<Reader, Marks> batch) {
    for (Reader reader : batch.keySet()) {
      Page page = pages.get(reader.place());
      if (page != null) {
        unwritten.add(line(page, reader));
      }
    }
  }
}
