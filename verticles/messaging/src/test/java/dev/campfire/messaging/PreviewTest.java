package dev.campfire.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PreviewTest {

  @Example
  void whiteSpaceBecomesOneSpaceAndNoneAtTheEnds() {
    assertThat(Preview.of("  Hello,\r\n\t is\u00a0 anyone\u2028there? \n"))
        .isEqualTo("Hello, is anyone there?");
  }

  @Example
  void aLongMessageIsCutAfter120CodePoints() {
    assertThat(Preview.of("x".repeat(121))).isEqualTo("x".repeat(120));
    assertThat(Preview.of("x".repeat(120))).isEqualTo("x".repeat(120));
  }

  @Example
  void aPairOfSurrogatesIsOneAndStaysTogether() {
    assertThat(Preview.of("🔥".repeat(200))).isEqualTo("🔥".repeat(120));
  }

  @Example
  void theCutLeavesNoSpaceAtTheEnd() {
    assertThat(Preview.of("x".repeat(119) + " y")).isEqualTo("x".repeat(119));
    assertThat(Preview.of("x".repeat(118) + " yz")).isEqualTo("x".repeat(118) + " y");
  }

  @Example
  void nothingButWhiteSpaceIsEmpty() {
    assertThat(Preview.of(" \n ")).isEmpty();
    assertThat(Preview.of("")).isEmpty();
  }

  @Property
  void aPreviewIsShortAndItsOwnPreview(@ForAll String content) {
    String preview = Preview.of(content);

    assertThat(preview.codePointCount(0, preview.length())).isLessThanOrEqualTo(120);
    assertThat(Preview.of(preview)).isEqualTo(preview);
  }
}
