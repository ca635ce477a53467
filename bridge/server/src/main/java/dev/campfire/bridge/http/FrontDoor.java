package dev.campfire.bridge.http;

import dev.campfire.bridge.core.Answers;
import dev.campfire.bridge.web.StaticFiles;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;

/** Where every request comes in, and goes on to sockets, API or files by its path. */
public final class FrontDoor implements Handler<HttpServerRequest> {
  /**
   * Every path that we serve is of these characters and says what it means: nothing is escaped, no
   * part is empty but the last, none is {@code .} or {@code ..}.
   */
  private static final Pattern PLAIN =
      Pattern.compile(
          "/(?:(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~-]+/)*(?:(?!\\.{1,2}$)[A-Za-z0-9._~-]+)?");

  private final SocketDoor sockets;
  private final Api api;
  private final StaticFiles files;

  public FrontDoor(SocketDoor sockets, Api api, StaticFiles files) {
    this.sockets = sockets;
    this.api = api;
    this.files = files;
  }

  @Override
  public void handle(HttpServerRequest request) {
    try {
      route(request);
    } catch (RuntimeException unexpected) {
      Responses.problem(request, Answers.to(unexpected, "HTTP"));
    }
  }

  private void route(HttpServerRequest request) {
    String path = request.path();
    if (path != null && isUnder(path, "/api")) {
      api.handle(request);
    } else if (path == null || !isPlain(path)) {
      files.notFound(request);
    } else if (isUnder(path, SocketDoor.PATH)) {
      sockets.handle(request);
    } else {
      files.handle(request);
    }
  }

  private static boolean isUnder(String path, String top) {
    return path.equals(top) || path.startsWith(top + "/");
  }

  static boolean isPlain(String path) {
    return PLAIN.matcher(path).matches();
  }
}
