package dev.campfire.bench.fill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class TextsTest {
  @Property
  void aPreviewIsTheBeginningOfItsText(@ForAll long text) {
    String content = new String(Texts.content(text), StandardCharsets.UTF_8);
    String preview = Texts.preview(text);

    assertThat(content).startsWith(preview).isNotBlank();
    assertThat(preview).isEqualTo(preview.strip());
    assertThat(preview.codePointCount(0, preview.length()))
        .isBetween(Math.min(119, content.codePointCount(0, content.length())), 120);
  }
}
