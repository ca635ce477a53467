package dev.campfire.bridge.core;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * To which feeds the sockets of this node listen, and up to which change each of these sockets has
 * been told.
 */
public final class WatchedFeeds {
  /** Nobody has been told anything yet. */
  private static final long UNKNOWN = -1;

  private record Watched(int sockets, long changeSeq) {
    Watched with(int delta) {
      return new Watched(sockets + delta, changeSeq);
    }

    /** What has no number tells nobody of a change. */
    Watched upTo(long seen) {
      return seen == 0 || seen <= changeSeq ? this : new Watched(sockets, seen);
    }

    /** Whoever was told more, somebody was told no more than this. */
    Watched downTo(long seen) {
      return changeSeq == UNKNOWN || seen < changeSeq ? new Watched(sockets, seen) : this;
    }
  }

  private final Map<String, Watched> feeds = new ConcurrentHashMap<>();

  /** One more socket listens. */
  public void join(String address) {
    feeds.merge(address, new Watched(1, UNKNOWN), (old, one) -> old.with(1));
  }

  /** One socket less. */
  public void leave(String address) {
    feeds.computeIfPresent(address, (key, old) -> old.sockets == 1 ? null : old.with(-1));
  }

  /** A socket that has joined was told how far the feed has come; others may know less. */
  public void told(String address, long changeSeq) {
    feeds.computeIfPresent(address, (key, old) -> old.downTo(changeSeq));
  }

  /**
   * An event goes out to all who listen.
   *
   * @return whether there are any
   */
  public boolean advance(String address, long changeSeq) {
    return feeds.computeIfPresent(address, (key, old) -> old.upTo(changeSeq)) != null;
  }

  /** Whether somebody listens who has not been told of a change. */
  public boolean isBehind(String address, long changeSeq) {
    Watched watched = feeds.get(address);
    return watched != null && watched.changeSeq != UNKNOWN && watched.changeSeq < changeSeq;
  }

  public int size() {
    return feeds.size();
  }
}
