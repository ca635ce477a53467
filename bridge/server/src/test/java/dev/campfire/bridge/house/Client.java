package dev.campfire.bridge.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** The bridge protocol by hand: what is sent and what comes, frame by frame. */
public final class Client {
  private final WebSocket socket;
  private final List<JsonObject> frames = new CopyOnWriteArrayList<>();
  private final List<String> faults = new CopyOnWriteArrayList<>();

  /** The addresses that were asked, by their reply addresses. */
  private final Map<String, String> asked = new ConcurrentHashMap<>();

  private volatile boolean isClosed;

  Client(WebSocket socket) {
    this.socket = socket;
    socket.binaryMessageHandler(bytes -> receive(bytes.toString()));
    socket.textMessageHandler(
        text -> {
          if (text.startsWith("{")) {
            receive(text);
          } else {
            frames.add(sockJs(text));
          }
        });
    socket.closeHandler(gone -> isClosed = true);
    socket.exceptionHandler(failure -> {});
  }

  private void receive(String text) {
    JsonObject frame = new JsonObject(text);
    frames.add(frame);
    try {
      List<String> found = WireCheck.frame(text, asked.get(frame.getString("address", "")));
      if (!found.isEmpty()) {
        faults.add(found + " in " + text);
      }
    } catch (RuntimeException unreadable) {
      // Vert.x would swallow it.
      faults.add(unreadable + " in " + text);
    }
  }

  /** Fails if a frame has come that the contract does not describe. */
  void verify() {
    if (!faults.isEmpty()) {
      throw new AssertionError("Not as the contract says:\n" + String.join("\n", faults));
    }
  }

  private static JsonObject sockJs(String text) {
    return new JsonObject().put("type", "sockjs").put("frame", text);
  }

  public WebSocket socket() {
    return socket;
  }

  /** All that has come. */
  public List<JsonObject> frames() {
    verify();
    return List.copyOf(frames);
  }

  /** All that has come to an address, in order. */
  public List<JsonObject> frames(String address) {
    verify();
    return frames.stream().filter(frame -> address.equals(frame.getString("address"))).toList();
  }

  public Client raw(String text) {
    note(text);
    socket.writeTextMessage(text);
    return this;
  }

  /** Remembers what is asked, to know what its answer is to be. */
  private void note(String text) {
    try {
      JsonObject frame = new JsonObject(text);
      if (frame.getValue("replyAddress") instanceof String replyAddress
          && frame.getValue("address") instanceof String address) {
        asked.put(replyAddress, address);
      }
    } catch (DecodeException noFrame) {
      // Whoever sends it wants to know what the server makes of it.
    }
  }

  public Client rawBytes(Buffer bytes) {
    note(bytes.toString());
    socket.writeBinaryMessage(bytes);
    return this;
  }

  public Client send(JsonObject frame) {
    return raw(frame.encode());
  }

  /** Sends a request and does not wait. Answers the reply address. */
  public String ask(String address, JsonObject body) {
    String replyAddress = UUID.randomUUID().toString();
    send(
        new JsonObject()
            .put("type", "send")
            .put("address", address)
            .put("replyAddress", replyAddress)
            .put("headers", new JsonObject())
            .put("body", body));
    return replyAddress;
  }

  /** The one frame that answers a reply address. */
  public JsonObject answer(String replyAddress) {
    return awaitFrame(frame -> replyAddress.equals(frame.getString("address")));
  }

  /** The frame that answers a request. */
  public JsonObject request(String address, JsonObject body) {
    return answer(ask(address, body));
  }

  /**
   * Asks until there is an answer other than that nobody can answer now, as every client does: it
   * says nothing but that the machine is busy.
   *
   * @param body is safe to repeat
   */
  public JsonObject insist(String address, JsonObject body) {
    AtomicReference<JsonObject> answer = new AtomicReference<>();
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              answer.set(request(address, body));
              return !isUnavailable(answer.get());
            });
    return answer.get();
  }

  private static boolean isUnavailable(JsonObject answer) {
    return "err".equals(answer.getString("type")) && "unavailable".equals(code(answer));
  }

  public JsonObject signIn(String token) {
    JsonObject answer = insist("session.auth", new JsonObject().put("token", token));
    assertThat(answer.getString("type")).as(answer.encode()).isEqualTo("rec");
    return answer.getJsonObject("body");
  }

  /** Registers and waits for the answer to it on the feed. */
  public JsonObject register(String address) {
    int before = frames(address).size();
    send(new JsonObject().put("type", "register").put("address", address));
    await().until(() -> frames(address).size() > before);
    return frames(address).get(before);
  }

  public JsonObject awaitFrame(Predicate<JsonObject> wanted) {
    await().until(() -> frames.stream().anyMatch(wanted));
    verify();
    return frames.stream().filter(wanted).findFirst().orElseThrow();
  }

  /** Sends a ping and waits for its answer: all that was sent before has been answered then. */
  public void roundTrip() {
    long before = pongs();
    raw("{\"type\":\"ping\"}");
    await().until(() -> pongs() > before);
  }

  private long pongs() {
    return frames.stream().filter(frame -> "pong".equals(frame.getString("type"))).count();
  }

  public boolean isClosed() {
    return isClosed;
  }

  /** Often, since looking costs nothing and hundreds of clients wait one after the other. */
  private static ConditionFactory await() {
    return Awaitility.await().pollInterval(Duration.ofMillis(1));
  }

  /** Waits until the server has closed, and answers with which code. */
  public int closeCode() {
    await().until(() -> isClosed);
    return socket.closeStatusCode();
  }

  public void close() {
    socket.close();
    await().until(() -> isClosed);
  }

  /** The code of the problem in an {@code err} frame. */
  public static String code(JsonObject frame) {
    return new JsonObject(frame.getString("message")).getString("code");
  }
}
