package dev.campfire.analytics;

import dev.campfire.contract.analytics.ReadHeatMap;
import dev.campfire.contract.messaging.SenderKind;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Counts by the hour of the week, on the clocks of a place. */
final class HeatMapFigures {
  private final ReadHeatMap.Of of;
  private final ZoneId zone;
  private final Map<Integer, Long> hours = new TreeMap<>();

  HeatMapFigures(ReadHeatMap.Of of, ZoneId zone) {
    this.of = of;
    this.zone = zone;
  }

  Counted counted() {
    return switch (of) {
      case CONVERSATIONS_OPENED -> Counted.OPENED;
      case CONTACT_MESSAGES -> Counted.MESSAGE;
      case REPLIES -> Counted.REPLY;
    };
  }

  void addSums(Collection<Kept.OfKey> kept) {
    String contact = KeyKind.SENDER.key(SenderKind.CONTACT);
    kept.stream()
        .filter(each -> each.key().equals(Tally.ALL) || each.key().equals(contact))
        .forEach(each -> add(each.at(), each.sum().count()));
  }

  void addCutFacts(Collection<Kept.CutFact> facts) {
    facts.forEach(fact -> add(fact.at(), 1));
  }

  void addCutMessages(Collection<Kept.CutMessage> messages) {
    messages.stream()
        .filter(message -> message.by() == SenderKind.CONTACT)
        .forEach(message -> add(message.at(), 1));
  }

  private void add(Instant at, long count) {
    ZonedDateTime local = at.atZone(zone);
    hours.merge(local.getDayOfWeek().getValue() * 24 + local.getHour(), count, Long::sum);
  }

  ReadHeatMap.HeatMap heatMap() {
    return new ReadHeatMap.HeatMap(
        hours.entrySet().stream()
            .map(
                each ->
                    new ReadHeatMap.Cell(each.getKey() / 24, each.getKey() % 24, each.getValue()))
            .toList());
  }
}
