package dev.campfire.bench.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** What a program asks of the API, and how often of a hundred times. */
enum Request {
  HISTORY(30) {
    @Override
    Future<JsonNode> ask(Desk desk, String conversation, long ordinal) {
      return desk.get(path(conversation) + "/messages?limit=50");
    }
  },
  SEND(20) {
    @Override
    Future<JsonNode> ask(Desk desk, String conversation, long ordinal) {
      return desk.ask(
          HttpMethod.POST,
          path(conversation) + "/messages",
          Map.of(
              "clientMessageId",
              UUID.randomUUID().toString(),
              "content",
              "#" + ordinal + " the parcel has not come and the shop says that it was sent"));
    }
  },
  LIST(20) {
    @Override
    Future<JsonNode> ask(Desk desk, String conversation, long ordinal) {
      return desk.get("/conversations?status=open&limit=50");
    }
  },
  GET(15) {
    @Override
    Future<JsonNode> ask(Desk desk, String conversation, long ordinal) {
      return desk.get(path(conversation));
    }
  },
  AVAILABILITY(5) {
    @Override
    Future<JsonNode> ask(Desk desk, String conversation, long ordinal) {
      return desk.get("/agents/availability");
    }
  },
  MARK(5) {
    @Override
    Future<JsonNode> ask(Desk desk, String conversation, long ordinal) {
      return desk.ask(
          HttpMethod.POST, path(conversation) + "/receipts", Map.of("state", "read", "seq", 1));
    }
  },
  UPDATE(5) {
    @Override
    Future<JsonNode> ask(Desk desk, String conversation, long ordinal) {
      return desk.ask(
          HttpMethod.PATCH,
          path(conversation),
          Map.of("priority", ordinal % 2 == 0 ? "high" : "normal"));
    }
  };

  private static final List<Request> MIX = mix();

  private final int times;

  Request(int times) {
    this.times = times;
  }

  abstract Future<JsonNode> ask(Desk desk, String conversation, long ordinal);

  private static String path(String conversation) {
    return "/conversations/" + conversation;
  }

  private static List<Request> mix() {
    List<Request> mix = new ArrayList<>();
    for (Request request : values()) {
      for (int i = 0; i < request.times; i++) {
        mix.add(request);
      }
    }
    java.util.Collections.shuffle(mix, new Random(1));
    return List.copyOf(mix);
  }

  /** The request of this ordinal: always the same one. */
  static Request of(long ordinal) {
    return MIX.get((int) (ordinal % MIX.size()));
  }
}
