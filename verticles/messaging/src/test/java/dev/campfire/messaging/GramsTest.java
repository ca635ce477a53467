package dev.campfire.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class GramsTest {

  @Property
  void whatHoldsTheWordsHasTheirGrams(
      @ForAll @StringLength(min = 1, max = 30) String text,
      @ForAll @IntRange(max = 29) int from,
      @ForAll @IntRange(min = 1, max = 30) int length) {
    int[] points = text.codePoints().toArray();
    int start = Math.min(from, points.length - 1);
    String words = new String(points, start, Math.min(length, points.length - start));

    assertThat(Grams.of(List.of("before", text, "after"))).contains(Grams.wanted(words));
  }

  @Test
  void shortWordsAreWantedWhole() {
    assertThat(Grams.wanted("款")).containsExactly(0x6B3E);
    assertThat(Grams.wanted("AB")).containsExactly('A' << 21 | 'B');
    assertThat(Grams.wanted("ABCD")).hasSize(2);
    assertThat(Grams.wanted("👧")).containsExactly(0x1F467);
  }

  @Test
  void theyAreAscendingAndStandOnceEach() {
    Integer[] grams = Grams.of(List.of("ABAB", "AB"));

    assertThat(grams).isSorted().doesNotHaveDuplicates();
    assertThat(Arrays.asList(grams)).hasSize(6);
  }
}
