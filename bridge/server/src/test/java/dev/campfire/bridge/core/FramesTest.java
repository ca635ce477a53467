package dev.campfire.bridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class FramesTest {

  @Property
  void anAddressOfAnyKindComesBackAsItWas(@ForAll String address, @ForAll String problem) {
    if (isText(address) && isText(problem)) {
      assertThat(Frames.received(address, Buffer.buffer("{\"a\":[1]}")).toJsonObject())
          .isEqualTo(
              new JsonObject()
                  .put("type", "rec")
                  .put("address", address)
                  .put("body", new JsonObject("{\"a\":[1]}")));
      assertThat(Frames.failed(address, 404, problem).toJsonObject())
          .isEqualTo(
              new JsonObject()
                  .put("type", "err")
                  .put("address", address)
                  .put("failureCode", 404)
                  .put("failureType", "RECIPIENT_FAILURE")
                  .put("message", problem));
      assertThat(Frames.refused(address, 403, problem).toJsonObject())
          .isEqualTo(
              new JsonObject()
                  .put("type", "err")
                  .put("address", address)
                  .put("failureCode", 403)
                  .put("message", problem));
    }
  }

  /** Half a character never gets here: its frame was unreadable. */
  private static boolean isText(String text) {
    return text.chars().noneMatch(unit -> Character.isSurrogate((char) unit));
  }

  @Example
  void thePongIsWhatTheContractSays() {
    assertThat(Frames.PONG).hasToString("{\"type\":\"pong\"}");
    assertThat(Frames.unreadable("invalid_json"))
        .hasToString("{\"type\":\"err\",\"body\":\"invalid_json\"}");
  }
}
