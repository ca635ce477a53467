package dev.campfire.messaging;

import java.util.Arrays;
import java.util.Collection;

/**
 * The runs of one, two and three characters in folded texts, each as a number. What holds some
 * words holds each of their runs, so texts are found by them whatever the script: no word has to be
 * told from the next.
 *
 * <p>The numbers are those of the function {@code search_grams}: code points of 21 bits each, and
 * of that the rest by 2^31 - 1.
 */
final class Grams {
  private static final int LONGEST = 3;
  private static final long MODULUS = Integer.MAX_VALUE;

  private Grams() {}

  /** All runs of some texts, ascending, each once. */
  static Integer[] of(Collection<String> folded) {
    Runs all = new Runs();
    for (String text : folded) {
      int[] points = text.codePoints().toArray();
      for (int length = 1; length <= LONGEST; length++) {
        all.addOf(points, length);
      }
    }
    return all.ascending();
  }

  /** The runs that whatever holds the words must have: the longest alone, which are the rarest. */
  static Integer[] wanted(String folded) {
    int[] words = folded.codePoints().toArray();
    Runs longest = new Runs();
    longest.addOf(words, Math.min(words.length, LONGEST));
    return longest.ascending();
  }

  /**
   * A set of numbers. Hundreds of messages are indexed in a second while others talk, so nothing is
   * boxed before it is known to be new: as streams this was a tenth of a busy server's time.
   */
  private static final class Runs {
    private static final int EMPTY = -1;

    /** Of 2^32 the golden section: neighbouring numbers go far apart. */
    private static final int SPREAD = 0x9E3779B9;

    /** Open addressing; a power of two, never more than half full. */
    private int[] table = empty(1 << 10);

    private int count;

    void addOf(int[] text, int length) {
      for (int start = 0; start + length <= text.length; start++) {
        long packed = 0;
        for (int i = start; i < start + length; i++) {
          packed = packed << 21 | text[i];
        }
        add((int) (packed % MODULUS));
      }
    }

    private void add(int run) {
      int slot = slot(table, run);
      if (table[slot] == run) {
        return;
      }
      table[slot] = run;
      if (++count * 2 > table.length) {
        int[] larger = empty(table.length * 2);
        for (int each : table) {
          if (each != EMPTY) {
            larger[slot(larger, each)] = each;
          }
        }
        table = larger;
      }
    }

    private static int slot(int[] table, int run) {
      int slot = run * SPREAD >>> Integer.numberOfLeadingZeros(table.length) + 1;
      while (table[slot] != EMPTY && table[slot] != run) {
        slot = (slot + 1) & (table.length - 1);
      }
      return slot;
    }

    private static int[] empty(int size) {
      int[] table = new int[size];
      Arrays.fill(table, EMPTY);
      return table;
    }

    Integer[] ascending() {
      return Arrays.stream(table)
          .filter(run -> run != EMPTY)
          .sorted()
          .boxed()
          .toArray(Integer[]::new);
    }
  }
}
