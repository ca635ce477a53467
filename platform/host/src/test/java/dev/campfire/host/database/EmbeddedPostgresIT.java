package dev.campfire.host.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.campfire.host.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {
  @TempDir private static Path programs;
  @TempDir private Path folder;

  @Test
  void commitsAreDurableAndDataIsKept() throws SQLException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, programs)) {
      assertThat(ask(postgres, "show fsync")).isEqualTo("on");
      assertThat(ask(postgres, "show synchronous_commit")).isEqualTo("on");
      assertThat(ask(postgres, "show full_page_writes")).isEqualTo("on");
      ask(postgres, "create table kept as select 'here'::text as word; select word from kept");
    }
    try (EmbeddedPostgres again = EmbeddedPostgres.start(folder, programs)) {
      assertThat(ask(again, "select word from kept")).isEqualTo("here");
    }
    assertThat(folder.resolve("postgres/postmaster.pid")).doesNotExist();
  }

  @Test
  void aFolderInUseIsRefusedInOneLine() {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, programs)) {
      assertThat(postgres.url()).isNotBlank();
      assertThatThrownBy(() -> EmbeddedPostgres.start(folder, programs))
          .isInstanceOf(StartFailure.class)
          .hasMessageContaining("in use by another Campfire");
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsRefusedInOneLine() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");

    assertThatThrownBy(() -> EmbeddedPostgres.start(file, programs))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("cannot be written");
  }

  /** In the database that every server has; ours is made with the schema. */
  private static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
    String jdbc =
        postgres
            .ownerUrl()
            .replace("postgresql://postgres@", "jdbc:postgresql://")
            .replaceAll("/campfire$", "/postgres");
    try (Connection connection = DriverManager.getConnection(jdbc + "?user=postgres")) {
      var statement = connection.createStatement();
      boolean isResult = statement.execute(sql);
      while (!isResult) {
        isResult = statement.getMoreResults();
      }
      try (ResultSet result = statement.getResultSet()) {
        result.next();
        return result.getString(1);
      }
    }
  }
}
