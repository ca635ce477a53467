package dev.campfire.dist.print;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.bridge.http.RouteTable;
import dev.campfire.host.InstalledModules;
import dev.campfire.testkit.print.Descriptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The printed files are what the records, commands, topics and routes say. */
class PrintedContractTest {
  private static final Path GENERATED = Path.of("../../docs/generated");

  private static final Descriptions DESCRIPTIONS =
      Descriptions.read(
          List.of(
              Path.of("../contract/src/main/java"), Path.of("../../bridge/server/src/main/java")));

  @Test
  void theOpenApiDocumentIsTheRoutes() throws IOException {
    hold("openapi.yaml", OpenApiPrinter.print(RouteTable.ROUTES, DESCRIPTIONS));
  }

  @Test
  void theAsyncApiDocumentIsTheAddressesOfTheInstalledModules() throws IOException {
    var modules = InstalledModules.all();

    hold(
        "asyncapi.yaml",
        AsyncApiPrinter.print(
            InstalledModules.commands(modules), InstalledModules.topics(modules), DESCRIPTIONS));
  }

  private static void hold(String name, String printed) throws IOException {
    Path file = GENERATED.resolve(name);
    if (System.getProperty("contract.print") != null) {
      Files.createDirectories(GENERATED);
      Files.writeString(file, printed);
    }
    assertThat(file)
        .as("mend it with: mvn -pl platform/dist test -Dtest=PrintedContractTest -Dcontract.print")
        .hasContent(printed);
  }
}
