package dev.campfire.bridge.http;

import dev.campfire.bridge.core.Answers;
import dev.campfire.bridge.core.Origins;
import dev.campfire.bridge.web.StaticFiles;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/** Where every request comes in, and goes on to sockets, API or files by its path. */
public final class FrontDoor implements Handler<HttpServerRequest> {
  private final SocketDoor sockets;
  private final Api api;
  private final StaticFiles files;
  private final Origins origins;

  public FrontDoor(SocketDoor sockets, Api api, StaticFiles files, Origins origins) {
    this.sockets = sockets;
    this.api = api;
    this.files = files;
    this.origins = origins;
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
    if (path != null && isUnder(path, "/api") && !files.has(request)) {
      api.handle(request);
    } else if (path == null || !isPlain(path)) {
      files.notFound(request);
    } else if (isUnder(path, SocketDoor.PATH)) {
      sockets.handle(request);
    } else if (StaticFiles.isWidgetFrame(path)) {
      frame(request);
    } else {
      files.handle(request);
    }
  }

  /** Who may show the widget's frame, its organisation says; where it cannot be asked, we alone. */
  private void frame(HttpServerRequest request) {
    String key = widgetKey(request);
    if (key == null || key.isBlank() || key.length() > 100) {
      files.handle(request);
      return;
    }
    origins
        .ofWidget(key)
        .onSuccess(ancestors -> files.handleFrame(request, ancestors))
        .onFailure(unknown -> files.handle(request));
  }

  /** As the query names it, or null. */
  private static String widgetKey(HttpServerRequest request) {
    try {
      return request.getParam("key");
    } catch (IllegalArgumentException badEscape) {
      return null;
    }
  }

  private static boolean isUnder(String path, String top) {
    return path.equals(top) || path.startsWith(top + "/");
  }

  /**
   * Whether a path says what it means, as every path that we serve does: nothing in it is escaped,
   * no part is empty but the last, none is {@code .} or {@code ..}. By hand, since a pattern of
   * this shape takes a stack as deep as the path is long.
   */
  static boolean isPlain(String path) {
    if (!path.startsWith("/")) {
      return false;
    }
    int start = 1;
    for (int i = 1; i <= path.length(); i++) {
      boolean isEnd = i == path.length();
      if (isEnd || path.charAt(i) == '/') {
        String part = path.substring(start, i);
        if ((part.isEmpty() && !isEnd) || part.equals(".") || part.equals("..")) {
          return false;
        }
        start = i + 1;
      } else if (!isPlain(path.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "._~-".indexOf(c) >= 0;
  }
}
