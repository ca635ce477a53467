package dev.campfire.dist.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.campfire.bridge.house.Client;
import dev.campfire.bridge.house.Clients;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.address.Topic;
import dev.campfire.host.InstalledModules;
import dev.campfire.testkit.CampfireExtension;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The set that the documents name is the set that the running bridge permits: each of it is
 * answered, and of a generated set around it nothing else is.
 */
class DocumentedIsPermittedIT {
  private static final Clients clients = new Clients(Clients.freePort());
  private static final List<HttpMethod> METHODS =
      List.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

  @RegisterExtension
  static final CampfireExtension campfire = Product.nodeWithoutBudgets(clients).build();

  private static Scene scene;
  private static JsonNode bus;
  private static JsonNode http;

  @BeforeAll
  static void read() throws IOException {
    clients.open();
    scene = new Scene(campfire, clients);
    bus = served("/api/asyncapi.yaml");
    http = served("/api/openapi.yaml");
  }

  @AfterAll
  static void close() {
    clients.close();
  }

  private static JsonNode served(String path) throws IOException {
    return new YAMLMapper().readTree(clients.get(path, null).body().getBytes());
  }

  /** The addresses that the document says may be asked, or, as templates, listened to. */
  private static Set<String> documented(boolean isFeed) {
    Set<String> addresses = new LinkedHashSet<>();
    for (JsonNode channel : bus.get("channels")) {
      if (channel.get("address").isTextual()
          && channel.get("address").textValue().startsWith("org:") == isFeed) {
        addresses.add(channel.get("address").textValue());
      }
    }
    return addresses;
  }

  /** Words close to those that exist, and those that exist inside. */
  private static Set<String> around(Set<String> addresses) {
    Set<String> near = new LinkedHashSet<>();
    for (String address : addresses) {
      near.add(address.toUpperCase(Locale.ROOT));
      near.add(address.substring(0, 1).toUpperCase(Locale.ROOT) + address.substring(1));
      near.add(address.substring(0, address.length() - 1));
      near.add(address.substring(0, address.lastIndexOf(address.contains(":") ? ':' : '.')));
      near.add(address + "s");
      near.add(address + ".");
      near.add(" " + address);
      near.add(address + " ");
      near.add(address + "\n");
      near.add(address + "/");
      near.add(address.replace(".", "%2E").replace(":", "%3A"));
      near.add(address.replace('.', '\u2024').replace(':', '\uFF1A'));
      near.add(address.replace("e", "\u0435").replace("o", "\u043E"));
      near.add("*" + address);
    }
    near.addAll(
        List.of(
            "", "*", "feeds", "__vertx.subs", "messaging", "messaging.*", "session", "identity."));
    near.removeAll(addresses);
    return near;
  }

  /** Asks each address with an empty body, and answers those that exist to the caller. */
  private static Set<String> answered(Actor actor, Set<String> asked) {
    Set<String> exist = new TreeSet<>();
    for (List<String> some : parts(asked)) {
      Client client = scene.socket(actor);
      for (String address : some) {
        JsonObject answer = client.request(address, new JsonObject());
        if (!isNotFound(answer)) {
          exist.add(address);
        }
      }
      client.close();
    }
    return exist;
  }

  /** Few enough that a socket is not closed for its refused frames. */
  private static List<List<String>> parts(Set<String> all) {
    List<String> list = List.copyOf(all);
    List<List<String>> parts = new ArrayList<>();
    for (int i = 0; i < list.size(); i += 200) {
      parts.add(list.subList(i, Math.min(list.size(), i + 200)));
    }
    return parts;
  }

  private static boolean isNotFound(JsonObject frame) {
    return frame.getString("type").equals("err") && Client.code(frame).equals("not_found");
  }

  @Test
  void theDocumentedAddressesAreAnsweredAndNoOther() {
    Set<String> addresses = documented(false);
    Set<String> all = new LinkedHashSet<>(around(addresses));
    all.addAll(addresses);
    // The internal ones too.
    InstalledModules.commands(InstalledModules.all()).stream()
        .map(Command::address)
        .forEach(all::add);
    Product.topics().forEach(topic -> all.add(feed(topic.template(), Actor.ADA)));

    assertThat(answered(Actor.ADA, all)).isEqualTo(new TreeSet<>(addresses));
    assertThat(answered(Actor.JOE, all)).isEqualTo(new TreeSet<>(addresses));
  }

  private static String feed(String template, Actor actor) {
    return template
        .replace("{orgId}", scene.org().id().toString())
        .replace("{conversationId}", scene.conversation())
        .replace("{personId}", scene.id(actor));
  }

  private static Set<String> joined(Actor actor, Set<String> asked) {
    Set<String> exist = new TreeSet<>();
    for (List<String> some : parts(asked)) {
      Client client = scene.socket(actor);
      for (String address : some) {
        if (!isNotFound(client.register(address))) {
          exist.add(address);
        }
        client.send(new JsonObject().put("type", "unregister").put("address", address));
      }
      client.close();
    }
    return exist;
  }

  @Test
  void theDocumentedFeedsAreJoinedAndNoOther() {
    for (Actor actor : List.of(Actor.ADA, Actor.JOE)) {
      Set<String> feeds = new LinkedHashSet<>();
      documented(true).forEach(template -> feeds.add(feed(template, actor)));
      Set<String> all = new LinkedHashSet<>(around(feeds));
      all.addAll(feeds);
      all.addAll(documented(false));
      all.addAll(documented(true));

      assertThat(joined(actor, all)).isEqualTo(new TreeSet<>(feeds));
    }
  }

  @Test
  void theDocumentSaysWhoMayAskAndWhoMayListen() {
    JsonNode operations = bus.get("operations");
    for (Command<?, ?> command : Product.commands()) {
      for (Actor actor : List.of(Actor.ADA, Actor.ADMIN, Actor.JOE)) {
        Client client = scene.socket(actor);
        JsonObject answer = client.request(command.address(), new JsonObject());
        boolean isForbidden =
            answer.getString("type").equals("err") && Client.code(answer).equals("forbidden");
        assertThat(isForbidden)
            .as(actor + " " + command.address())
            .isEqualTo(!says(operations.get(command.address()), actor));
        client.close();
      }
    }
    for (Topic<?> topic : Product.topics()) {
      JsonNode operation = operations.get("feed." + topic.name().replace(':', '.') + ".register");
      Client client = scene.socket(Actor.JOE);
      assertThat(client.register(feed(topic.template(), Actor.JOE)).getString("type"))
          .as(topic.name())
          .isEqualTo(says(operation, Actor.JOE) ? "rec" : "err");
      client.close();
    }
  }

  private static boolean says(JsonNode operation, Actor actor) {
    for (JsonNode role : operation.get("x-audience")) {
      if (role.textValue().equals(actor.name().toLowerCase(Locale.ROOT))
          || role.textValue().equals(actor.role().name().toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  @Test
  void theDocumentedRoutesAreAnsweredAndNoOther() {
    Set<String> documented = new TreeSet<>();
    Set<String> paths = new LinkedHashSet<>();
    Set<String> templates = new LinkedHashSet<>();
    http.get("paths")
        .properties()
        .forEach(
            path -> {
              String real =
                  path.getKey()
                      .replace("{conversationId}", scene.conversation())
                      .replaceAll("\\{[^}]+}", scene.absent());
              paths.add(real);
              templates.add(path.getKey().replaceAll("\\{[^}]+}", "[^/]+"));
              path.getValue()
                  .fieldNames()
                  .forEachRemaining(
                      method -> documented.add(method.toUpperCase(Locale.ROOT) + " " + real));
            });
    Set<String> all = new LinkedHashSet<>(paths);
    paths.forEach(path -> all.addAll(nearPaths(path)));
    // A route whose id is none is that route still, and says so.
    all.removeIf(path -> !paths.contains(path) && templates.stream().anyMatch(path::matches));
    Set<String> answered = new TreeSet<>();
    for (String path : all) {
      for (HttpMethod method : METHODS) {
        String body = method.equals(HttpMethod.GET) ? null : "[]";
        Clients.Response answer =
            clients.request(
                method,
                path,
                Map.of(
                    "authorization",
                    "Bearer " + scene.token(Actor.ADMIN),
                    "content-type",
                    "application/json"),
                body);
        if (answer.status() != 404) {
          answered.add(method + " " + path);
        }
      }
    }

    assertThat(answered).isEqualTo(documented);
  }

  private static Set<String> nearPaths(String path) {
    return Stream.of(
            path + "/",
            path + "x",
            path + "//",
            path + "%20",
            path + ";x=1",
            path.substring(0, path.length() - 1),
            path.toUpperCase(Locale.ROOT),
            path.replace("/v1/", "/v2/"),
            path.replace("/v1/", "/"),
            path.replace("/api/", "/"),
            path.replace("/api/", "//api/"),
            path.replace("/api/", "/api//"),
            path.replace("/v1/", "/v1/./"),
            path.replace("/v1/", "/v1/x/../"),
            path.replace("/v1/", "/v1%2F"),
            path.replaceFirst("n", "%6E"),
            path.replace(".yaml", ".yml"))
        .collect(java.util.stream.Collectors.toCollection(LinkedHashSet::new));
  }
}
