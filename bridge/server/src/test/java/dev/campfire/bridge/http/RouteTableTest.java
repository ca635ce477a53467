package dev.campfire.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.address.Audience;
import dev.campfire.host.json.Shape;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouteTableTest {

  @Test
  void aPathNamesItsFields() {
    RouteTable.Match match =
        RouteTable.find(HttpMethod.GET, "/api/v1/conversations/some-id/messages");

    assertThat(match.fields()).isEqualTo(Map.of("conversationId", "some-id"));
    assertThat(((Route.ToCommand) match.route()).command().address())
        .isEqualTo("messaging.history");
  }

  @Test
  void aPathThatIsNoRouteIsNone() {
    for (String path :
        List.of(
            "/api/v1/conversations/",
            "/api/v1/conversations//messages",
            "/api/v1/conversations/x/messages/",
            "/api/v1//conversations",
            "/api/v1conversations",
            "/conversations",
            "/api/v1/",
            "")) {
      assertThat(RouteTable.find(HttpMethod.GET, path)).as(path).isNull();
    }
  }

  /** Each field that a route takes from elsewhere than the body is one of its command's. */
  @Test
  void routesAndCommandsAgree() {
    for (Route route : RouteTable.ROUTES) {
      if (route instanceof Route.ToCommand call) {
        List<String> fields =
            Shape.of(call.command().request()).fields().stream().map(Shape.Field::name).toList();
        String example = call.path().replaceAll("[{}]", "");
        assertThat(fields).containsAll(call.match(example).keySet());
        if (call.idField() != null) {
          assertThat(fields).contains(call.idField());
        }
        assertThat(call.audience()).isNotEqualTo(Audience.INTERNAL);
      }
    }
  }
}
