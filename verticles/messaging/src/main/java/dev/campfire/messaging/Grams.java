package dev.campfire.messaging;

import java.util.Collection;
import java.util.stream.IntStream;

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
    return distinct(
        folded.stream()
            .map(text -> text.codePoints().toArray())
            .flatMapToInt(
                text -> IntStream.rangeClosed(1, LONGEST).flatMap(length -> runs(text, length))));
  }

  /** The runs that whatever holds the words must have: the longest alone, which are the rarest. */
  static Integer[] wanted(String folded) {
    int[] words = folded.codePoints().toArray();
    return distinct(runs(words, Math.min(words.length, LONGEST)));
  }

  private static IntStream runs(int[] text, int length) {
    return IntStream.rangeClosed(0, text.length - length).map(start -> run(text, start, length));
  }

  private static int run(int[] text, int start, int length) {
    long packed = 0;
    for (int i = start; i < start + length; i++) {
      packed = packed << 21 | text[i];
    }
    return (int) (packed % MODULUS);
  }

  private static Integer[] distinct(IntStream runs) {
    return runs.distinct().sorted().boxed().toArray(Integer[]::new);
  }
}
