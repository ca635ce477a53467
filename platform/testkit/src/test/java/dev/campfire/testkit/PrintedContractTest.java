package dev.campfire.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.Problem;
import dev.campfire.contract.analytics.Analytics;
import dev.campfire.contract.identity.Identity;
import dev.campfire.contract.identity.SignedIn;
import dev.campfire.contract.identity.StartWidgetSession;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.presence.Presence;
import dev.campfire.contract.receipts.Receipts;
import dev.campfire.testkit.print.TypeScriptPrinter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PrintedContractTest {
  private static final Path TYPES =
      Path.of("../../bridge/clients/client/src/generated/contract.ts");

  @Test
  void theTypesOfTheWebAreTheRecords() throws IOException {
    String printed =
        TypeScriptPrinter.print(
            Stream.of(Messaging.COMMANDS, Presence.COMMANDS, Receipts.COMMANDS, Analytics.COMMANDS)
                .flatMap(List::stream)
                .toList(),
            Stream.of(
                    Messaging.TOPICS,
                    Presence.TOPICS,
                    Receipts.TOPICS,
                    Identity.TOPICS,
                    Analytics.TOPICS)
                .flatMap(List::stream)
                .toList(),
            List.of(
                Problem.class,
                StartWidgetSession.class,
                StartWidgetSession.WidgetSession.class,
                SignedIn.Profile.class));

    if (System.getProperty("contract.print") != null) {
      Files.writeString(TYPES, printed);
    }
    assertThat(Files.readString(TYPES))
        .as("mend it with: mvn -pl platform/testkit -am test -Dcontract.print")
        .isEqualTo(printed);
  }
}
