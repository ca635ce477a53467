package dev.campfire.dist.print;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.campfire.bridge.http.Route;
import dev.campfire.bridge.http.RouteTable;
import dev.campfire.contract.Problem;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.address.Topic;
import dev.campfire.host.InstalledModules;
import dev.campfire.host.json.Shape;
import dev.campfire.host.json.WireJson;
import dev.campfire.testkit.check.ClosedSchemas;
import dev.campfire.testkit.print.Examples;
import dev.campfire.testkit.print.Schemas;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every record of the wire, internal ones too, has an example that survives being read. */
class ExamplesTest {
  private static final Set<Class<? extends Record>> REQUESTS = new LinkedHashSet<>();
  private static final Set<Class<? extends Record>> REPLIES = new LinkedHashSet<>();

  static {
    for (Command<?, ?> command : InstalledModules.commands(InstalledModules.all())) {
      REQUESTS.add(command.request());
      REPLIES.add(command.reply());
    }
    for (Topic<?> topic : InstalledModules.topics(InstalledModules.all())) {
      ((Shape.Union) Shape.ofType(topic.event()))
          .cases()
          .values()
          .forEach(event -> REPLIES.add(event.type()));
    }
    for (Route route : RouteTable.ROUTES) {
      if (route instanceof Route.ToSignIn signIn) {
        REQUESTS.add(signIn.action().request());
        if (signIn.action().reply() != null) {
          REPLIES.add(signIn.action().reply());
        }
      }
    }
    REPLIES.add(Problem.class);
  }

  @TestFactory
  Stream<DynamicTest> aRequestIsReadAndWrittenAgainAsItWas() {
    return REQUESTS.stream()
        .map(
            type ->
                DynamicTest.dynamicTest(
                    Schemas.name(type),
                    () ->
                        hold(
                            type,
                            Schemas.bare(List.of(type), List.of()),
                            json -> WireJson.readRequest(json, type))));
  }

  @TestFactory
  Stream<DynamicTest> whatIsAnsweredOrAnnouncedIsReadAndWrittenAgainAsItWas() {
    return REPLIES.stream()
        .map(
            type ->
                DynamicTest.dynamicTest(
                    Schemas.name(type),
                    () ->
                        hold(
                            type,
                            Schemas.bare(List.of(), List.of(type)),
                            json -> WireJson.readTrusted(json, type))));
  }

  private static void hold(
      Class<? extends Record> type, Schemas schemas, Function<Buffer, ? extends Record> reader)
      throws IOException {
    ObjectNode document = Parts.JSON.objectNode();
    document.putObject("components").set("schemas", schemas.components());
    ClosedSchemas closed = new ClosedSchemas(document);
    for (Record example : List.of(Examples.full(type), Examples.least(type))) {
      Buffer written = WireJson.write(example);

      Record read = reader.apply(written);

      assertThat(read).isEqualTo(example);
      assertThat(WireJson.write(read).toString()).isEqualTo(written.toString());
      assertThat(
              closed.faults(
                  "#/components/schemas/" + Schemas.name(type), withoutType(type, written)))
          .as(written.toString())
          .isEmpty();
    }
  }

  /** The {@code type} of an event belongs to the union that it is a case of. */
  private static JsonNode withoutType(Class<? extends Record> type, Buffer json)
      throws IOException {
    ObjectNode node = (ObjectNode) new ObjectMapper().readTree(json.getBytes());
    boolean isDeclared =
        Shape.of(type).fields().stream().anyMatch(field -> field.name().equals("type"));
    if (!isDeclared) {
      node.remove("type");
    }
    return node;
  }
}
