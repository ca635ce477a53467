package dev.campfire.bridge.house;

import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.Patience;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** Who calls a bridge from outside. */
public class Clients {
  private final int port;
  private final List<Client> clients = new CopyOnWriteArrayList<>();
  private Vertx vertx;
  private HttpClient http;
  private WebSocketClient sockets;
  private WebSocketClient narrowSockets;

  public Clients(int port) {
    this.port = port;
  }

  public void open() {
    Patience.prepare();
    WireCheck.prepare();
    vertx = Vertx.vertx();
    http = vertx.createHttpClient(new HttpClientOptions().setKeepAlive(false));
    sockets = vertx.createWebSocketClient(options());
    narrowSockets = vertx.createWebSocketClient(options().setReceiveBufferSize(16 << 10));
  }

  /** Fails, too, if a socket has received what the contract does not describe. */
  public void close() {
    CampfireExtension.await(vertx.close());
    verify();
  }

  void verify() {
    clients.forEach(Client::verify);
    clients.clear();
  }

  private static WebSocketClientOptions options() {
    return new WebSocketClientOptions()
        .setMaxConnections(1_000)
        .setMaxMessageSize(16 << 20)
        .setMaxFrameSize(1 << 20);
  }

  /** A port of the loopback interface that nobody uses. */
  public static int freePort() {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  /** The server's own origin. */
  public String origin() {
    return "http://127.0.0.1:" + port;
  }

  /** A raw socket, not signed in. */
  public Client socket() {
    return socket("/eventbus/websocket", Map.of());
  }

  /** A socket of the token's caller, whose kernel holds little of what it does not read. */
  public Client narrowSocket(String token) {
    Client client = connect(narrowSockets, "/eventbus/websocket", Map.of());
    client.signIn(token);
    return client;
  }

  public Client socket(String path, Map<String, String> headers) {
    return connect(sockets, path, headers);
  }

  private Client connect(WebSocketClient sockets, String path, Map<String, String> headers) {
    WebSocketConnectOptions options =
        new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port).setURI(path);
    headers.forEach(options::addHeader);
    Client client = await(() -> sockets.webSocket().connect(options).map(Client::new));
    clients.add(client);
    return client;
  }

  /** A raw socket of the token's caller. */
  public Client socket(String token) {
    Client client = socket();
    client.signIn(token);
    return client;
  }

  /**
   * Writes bytes to a connection and waits until the server has closed it.
   *
   * @return all that came back
   */
  public String exchange(String... parts) {
    Buffer received = Buffer.buffer();
    AtomicBoolean isClosed = new AtomicBoolean();
    await(
        () ->
            vertx
                .createNetClient()
                .connect(port, "127.0.0.1")
                .onSuccess(
                    socket -> {
                      socket.handler(received::appendBuffer);
                      socket.exceptionHandler(reset -> {});
                      socket.closeHandler(gone -> isClosed.set(true));
                      for (String part : parts) {
                        socket.write(part);
                      }
                    }));
    Awaitility.await().untilTrue(isClosed);
    return received.toString();
  }

  /** What is spoken with a client that would rather speak HTTP/2. */
  public HttpVersion versionAfterUpgrade() {
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(true));
    return await(
        () ->
            client
                .request(HttpMethod.GET, port, "127.0.0.1", "/")
                .compose(HttpClientRequest::send)
                .map(HttpClientResponse::version)
                .eventually(client::close));
  }

  /** What an HTTP request was answered with. */
  public record Response(
      int status, Map<String, String> headers, List<String> cookies, Buffer body) {
    public JsonObject json() {
      return body.toJsonObject();
    }

    /** The code of a problem. */
    public String code() {
      return json().getString("code");
    }

    public String header(String name) {
      return headers.get(name);
    }
  }

  public Response request(HttpMethod method, String uri, Map<String, String> headers, String body) {
    RequestOptions options =
        new RequestOptions().setMethod(method).setHost("127.0.0.1").setPort(port).setURI(uri);
    headers.forEach(options::putHeader);
    Response response =
        await(
            () ->
                http.request(options)
                    .compose(request -> body == null ? request.send() : request.send(body))
                    .compose(Clients::read));
    List<String> faults =
        WireCheck.response(
            method.name(),
            uri,
            response.status(),
            response.header("content-type"),
            response.body().toString());
    if (!faults.isEmpty()) {
      throw new AssertionError(
          "Not as the contract says: " + faults + " in " + response.body().toString());
    }
    return response;
  }

  private static Future<Response> read(HttpClientResponse response) {
    return response
        .body()
        .map(
            bytes -> {
              Map<String, String> received = new LinkedHashMap<>();
              response
                  .headers()
                  .forEach((name, value) -> received.put(name.toLowerCase(Locale.ROOT), value));
              return new Response(response.statusCode(), received, response.cookies(), bytes);
            });
  }

  /**
   * Waits for an answer. All is asked on one event loop: what is composed on this thread would at
   * times be composed too late, and the first bytes of the answer be lost.
   */
  private <T> T await(Supplier<Future<T>> question) {
    Promise<T> answer = Promise.promise();
    vertx.runOnContext(there -> question.get().onComplete(answer));
    return CampfireExtension.await(answer.future());
  }

  public Response get(String uri, String token) {
    return request(
        HttpMethod.GET,
        uri,
        token == null ? Map.of() : Map.of("authorization", "Bearer " + token),
        null);
  }

  public Response post(String uri, String token, String body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "application/json");
    if (token != null) {
      headers.put("authorization", "Bearer " + token);
    }
    return request(HttpMethod.POST, uri, headers, body);
  }
}
