package dev.campfire.bridge.core;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** To which feeds the sockets of this node listen, and how far each of them has come here. */
public final class WatchedFeeds {

  private record Watched(int sockets, long changeSeq) {
    Watched with(int delta) {
      return new Watched(sockets + delta, changeSeq);
    }

    Watched upTo(long seen) {
      return seen <= changeSeq ? this : new Watched(sockets, seen);
    }
  }

  private final Map<String, Watched> feeds = new ConcurrentHashMap<>();

  /** One more socket listens. */
  public void join(String address) {
    feeds.merge(address, new Watched(1, 0), (old, one) -> old.with(1));
  }

  /** One socket less. */
  public void leave(String address) {
    feeds.computeIfPresent(address, (key, old) -> old.sockets == 1 ? null : old.with(-1));
  }

  /**
   * Takes note that the feed's listeners know of a change.
   *
   * @return whether there are any
   */
  public boolean advance(String address, long changeSeq) {
    return feeds.computeIfPresent(address, (key, old) -> old.upTo(changeSeq)) != null;
  }

  /** Whether somebody listens who does not know of a change yet. */
  public boolean isBehind(String address, long changeSeq) {
    Watched watched = feeds.get(address);
    return watched != null && watched.changeSeq < changeSeq;
  }

  public int size() {
    return feeds.size();
  }
}
