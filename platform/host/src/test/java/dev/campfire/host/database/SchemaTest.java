package dev.campfire.host.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.campfire.host.StartFailure;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SchemaTest {
  private static NavigableSet<String> known() {
    return new TreeSet<>(KnownSchema.versions());
  }

  @Test
  void aSchemaWithAllThatThisVersionKnowsIsNotBehind() {
    Schema schema = new Schema(known(), false);

    assertThat(schema.isBehind()).isFalse();
    assertThatCode(schema::requireNotNewer).doesNotThrowAnyException();
  }

  @Test
  void oneThatIsMissingIsFoundWhereverItStands() {
    for (String version : List.of(known().first(), known().last())) {
      NavigableSet<String> applied = known();
      applied.remove(version);

      assertThat(new Schema(applied, false).isBehind()).isTrue();
    }
    assertThat(new Schema(new TreeSet<>(), false).isBehind()).isTrue();
  }

  @Test
  void oneThatANewerVersionHasAppliedIsNamed() {
    NavigableSet<String> applied = known();
    applied.add("999901010000");
    Schema schema = new Schema(applied, false);

    assertThat(schema.isBehind()).isFalse();
    assertThatThrownBy(schema::requireNotNewer)
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("999901010000")
        .hasMessageContaining("database.acceptNewerSchema");
  }

  @Test
  void aLoginThatMayNotChangeItIsToldWhoMay() {
    assertThatThrownBy(() -> new Schema(new TreeSet<>(), false).requireMayMigrate())
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("run ./campfire migrate with the owner's login");
    assertThatCode(() -> new Schema(new TreeSet<>(), true).requireMayMigrate())
        .doesNotThrowAnyException();
  }
}
