package dev.campfire.presence;

import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.presence.Presence;
import dev.campfire.contract.presence.TypingEvent;
import dev.campfire.contract.presence.TypingHeard;
import dev.campfire.contract.presence.Typist;
import dev.campfire.contract.session.AuthenticateSocket;
import dev.campfire.spi.Bus;
import dev.campfire.spi.Ticker;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Who types in which conversation, in the whole cluster. The node that was told announces it and
 * tells the others, so that each of them has the whole list; should that node die, the others end
 * what it no longer can. Nothing of it is stored. Lives on one event loop.
 */
final class Typists {
  private static final AuthenticateSocket.Typing PROMISED = AuthenticateSocket.Typing.PROMISED;

  /** Promise 7, less what a look and the way to the sockets may take. */
  static final long EXPIRE_MS = PROMISED.expireMs() - 200;

  /** By then the node that was told has ended it, or is dead. */
  static final long EXPIRE_OF_ANOTHER_MS = EXPIRE_MS + 400;

  /**
   * While somebody goes on the list is said again, so that whoever lost one has the next; but not
   * at every signal of one who sends too many.
   */
  static final long REPEAT_MS = PROMISED.repeatMs() / 2;

  private record Place(OrgId org, ConversationId conversation) {}

  /**
   * @param isOurs whether this node was told, and so is the one to announce
   */
  private record Typing(Typist typist, boolean isOurs, long heardAtMs) {
    boolean isOver(long nowMs) {
      return nowMs - heardAtMs >= (isOurs ? EXPIRE_MS : EXPIRE_OF_ANOTHER_MS);
    }
  }

  /** Those who type in one place, in the order in which they began. */
  private static final class Typings extends LinkedHashMap<PersonId, Typing> {
    @java.io.Serial private static final long serialVersionUID = 1;

    private transient long announcedAtMs;
  }

  private final UUID self;
  private final Peers peers;
  private final Bus bus;
  private final Clock clock;
  private final Ticker ticker;
  private final Map<Place, Typings> places = new HashMap<>();

  Typists(UUID self, Peers peers, Bus bus, Clock clock, Ticker ticker) {
    this.self = self;
    this.peers = peers;
    this.bus = bus;
    this.clock = clock;
    this.ticker = ticker;
  }

  /** This node was told that somebody types, or has stopped. */
  void signal(OrgId org, ConversationId conversation, Typist typist, boolean typing) {
    Place place = new Place(org, conversation);
    long nowMs = ticker.millis();
    boolean isNews = typing ? put(place, typist, true, nowMs) : remove(place, typist.id()) != null;
    if (typing || isNews) {
      tellPeers(place, typist, typing, nowMs);
    }
    if (isNews || (typing && nowMs - places.get(place).announcedAtMs >= REPEAT_MS)) {
      announce(place, nowMs);
    }
  }

  private boolean put(Place place, Typist typist, boolean isOurs, long nowMs) {
    Typings here = places.computeIfAbsent(place, key -> new Typings());
    return here.put(typist.id(), new Typing(typist, isOurs, nowMs)) == null;
  }

  private Typing remove(Place place, PersonId person) {
    Typings here = places.get(place);
    Typing removed = here == null ? null : here.remove(person);
    if (removed != null && here.isEmpty()) {
      places.remove(place);
    }
    return removed;
  }

  private void tellPeers(Place place, Typist typist, boolean typing, long nowMs) {
    if (!peers.areNone(nowMs)) {
      bus.tell(
          Presence.TYPED, new TypingHeard(self, place.org, place.conversation, typist, typing));
    }
  }

  /**
   * Another node was told, and announces it. If this one has typists there too, their last list may
   * have crossed this on its way, and have been the last that anybody hears: it is said again,
   * whole.
   */
  void hear(TypingHeard heard) {
    if (heard.node().equals(self)) {
      return;
    }
    Place place = new Place(heard.org(), heard.conversationId());
    long nowMs = ticker.millis();
    boolean isNews =
        heard.typing()
            ? put(place, heard.typist(), false, nowMs)
            : remove(place, heard.typist().id()) != null;
    if (isNews && haveOurs(place)) {
      announce(place, nowMs);
    }
  }

  private boolean haveOurs(Place place) {
    Typings here = places.get(place);
    return here != null && here.values().stream().anyMatch(Typing::isOurs);
  }

  boolean areIn(OrgId org, ConversationId conversation) {
    return places.containsKey(new Place(org, conversation));
  }

  /** Somebody's message has come, so they type no more. */
  void sent(OrgId org, ConversationId conversation, PersonId sender) {
    Place place = new Place(org, conversation);
    Typing ended = remove(place, sender);
    if (ended != null && ended.isOurs) {
      announce(place, ticker.millis());
    }
  }

  /** Ends what nobody has confirmed for too long; asked several times a second. */
  void look() {
    long nowMs = ticker.millis();
    for (Iterator<Map.Entry<Place, Typings>> all = places.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<Place, Typings> next = all.next();
      Place place = next.getKey();
      Typings here = next.getValue();
      boolean isNews = false;
      for (Iterator<Typing> each = here.values().iterator(); each.hasNext(); ) {
        Typing typing = each.next();
        if (typing.isOver(nowMs)) {
          each.remove();
          isNews = true;
          if (typing.isOurs) {
            tellPeers(place, typing.typist, false, nowMs);
          }
        }
      }
      if (here.isEmpty()) {
        all.remove();
      }
      if (isNews) {
        announce(place, nowMs);
      }
    }
  }

  /** All who type there, in the order in which they began. */
  List<Typist> list(OrgId org, ConversationId conversation) {
    Typings here = places.get(new Place(org, conversation));
    return here == null ? List.of() : here.values().stream().map(Typing::typist).toList();
  }

  private void announce(Place place, long nowMs) {
    Typings here = places.get(place);
    if (here != null) {
      here.announcedAtMs = nowMs;
    }
    bus.publish(
        Presence.TYPISTS_OF.at(place.org, place.conversation),
        new TypingEvent.Changed(
            place.conversation,
            list(place.org, place.conversation),
            clock.instant().truncatedTo(ChronoUnit.MILLIS)));
  }

  int count() {
    return places.values().stream().mapToInt(Map::size).sum();
  }
}
