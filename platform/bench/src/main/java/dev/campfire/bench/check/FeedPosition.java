package dev.campfire.bench.check;

import java.util.TreeSet;

/**
 * How far one reader has followed a conversation's numbered changes, and so whether something was
 * missed and {@code messaging.sync} must be asked.
 */
public final class FeedPosition {
  private final TreeSet<Long> ahead = new TreeSet<>();
  private long followed = -1;
  private long head;

  /** A change was told. */
  public void heard(long changeSeq) {
    head = Math.max(head, changeSeq);
    if (changeSeq > followed) {
      ahead.add(changeSeq);
      closeUp();
    }
  }

  /**
   * The server says how far the conversation has come. The first time, this is where the reader
   * starts: the bench joins before anything is sent.
   */
  public void head(long changeSeq) {
    if (followed < 0) {
      followed = changeSeq;
    }
    head = Math.max(head, changeSeq);
    closeUp();
  }

  /** Everything up to this change has been read. */
  public void synced(long changeSeq) {
    followed = Math.max(followed, changeSeq);
    head = Math.max(head, changeSeq);
    closeUp();
  }

  private void closeUp() {
    ahead.headSet(followed, true).clear();
    while (!ahead.isEmpty() && ahead.first() == followed + 1) {
      followed = ahead.pollFirst();
    }
  }

  /** Whether a change that exists has not been told. */
  public boolean isBehind() {
    return followed < head;
  }

  /** The last change up to which none is missing. */
  public long followed() {
    return Math.max(0, followed);
  }
}
