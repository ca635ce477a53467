package dev.campfire.bridge.web;

import dev.campfire.bridge.core.OwnOrigins;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of the web, by the exact path under which each is served: what is not in the table does
 * not exist, so no path leads anywhere else.
 */
public final class StaticFiles {
  private static final Logger LOGGER = LoggerFactory.getLogger(StaticFiles.class);

  /** The name has a hash of the content in it (RFC 8246). */
  private static final String FOREVER = "public, max-age=31536000, immutable";

  /** Asked for each time, and answered with 304 while it is the same. */
  private static final String CHECKED = "no-cache";

  private static final Page MISSING =
      Page.of(
          "missing.html",
          "<!doctype html><html lang=\"en\"><title>Not found</title><h1>Not found</h1></html>\n"
              .getBytes(StandardCharsets.UTF_8),
          headers("no-store", ContentPolicy.nothing()));

  private final Map<String, Page> pages;

  private final ContentPolicy policy;

  private StaticFiles(Map<String, Page> pages, ContentPolicy policy) {
    this.pages = pages;
    this.policy = policy;
  }

  /** Reads the web and the printed contract of the class path. Blocks. */
  public static StaticFiles load(OwnOrigins origins) {
    Map<String, byte[]> files = new HashMap<>(WebFolder.read());
    if (files.isEmpty()) {
      LOGGER.atWarn().log("The web is not on the class path, so no pages are served");
    }
    PrintedContract.read().forEach(files::put);
    return of(files, origins);
  }

  /**
   * @param files by their path in the folder {@code web}
   */
  static StaticFiles of(Map<String, byte[]> files, OwnOrigins origins) {
    ContentPolicy policy = new ContentPolicy(origins);
    Map<String, Page> pages = new HashMap<>();
    files.forEach(
        (name, content) -> {
          if (name.startsWith(PrintedContract.FOLDER)) {
            pages.put(
                "/" + name, Page.of(name, content, headers(CHECKED, ContentPolicy.nothing())));
          } else if (name.equals("widget.js")) {
            pages.put("/widget.js", loader(name, content));
          } else if (name.startsWith("dashboard/")) {
            put(pages, "/", name.substring("dashboard/".length()), content, policy.dashboard());
          } else if (name.startsWith("widget/")) {
            put(pages, "/widget/", name.substring("widget/".length()), content, policy.widget());
          } else if (name.startsWith("demo/")) {
            put(pages, "/demo/", name.substring("demo/".length()), content, policy.demo());
          }
        });
    return new StaticFiles(Map.copyOf(pages), policy);
  }

  private static Page loader(String name, byte[] content) {
    Map<String, String> headers = new HashMap<>(headers(CHECKED, ContentPolicy.nothing()));
    // Every website may carry it, also one that isolates itself (HTML, cross-origin isolation).
    headers.put("cross-origin-resource-policy", "cross-origin");
    return Page.of(name, content, Map.copyOf(headers));
  }

  private static void put(
      Map<String, Page> pages, String folder, String name, byte[] content, String policy) {
    String caching = name.startsWith("assets/") ? FOREVER : CHECKED;
    Page page = Page.of(name, content, headers(caching, policy));
    if (name.equals("index.html")) {
      pages.put(folder, page);
      if (folder.length() > 1) {
        pages.put(folder.substring(0, folder.length() - 1), page);
      }
    } else {
      pages.put(folder + name, page);
    }
  }

  private static Map<String, String> headers(String caching, String policy) {
    return Map.of(
        "cache-control",
        caching,
        "content-security-policy",
        policy,
        "x-content-type-options",
        "nosniff",
        "referrer-policy",
        "no-referrer");
  }

  /** Whether the request reads one of the files. */
  public boolean has(HttpServerRequest request) {
    return isRead(request) && pages.containsKey(request.path());
  }

  private static boolean isRead(HttpServerRequest request) {
    return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
  }

  /** Whether a path is the page that the widget's loader puts into a frame. */
  public static boolean isWidgetFrame(String path) {
    return path.equals("/widget/") || path.equals("/widget");
  }

  /**
   * Answers the widget's frame.
   *
   * @param ancestors which websites may show it; empty: any
   */
  public void handleFrame(HttpServerRequest request, List<String> ancestors) {
    List<String> sources = new ArrayList<>(List.of("'self'"));
    sources.addAll(ancestors);
    request
        .response()
        .putHeader(
            "content-security-policy", policy.widget(ancestors.isEmpty() ? List.of("*") : sources));
    handle(request);
  }

  /** Answers, whatever comes. */
  public void handle(HttpServerRequest request) {
    Page page = isRead(request) ? pages.get(request.path()) : null;
    if (page == null) {
      notFound(request);
    } else if (isKnown(request, page)) {
      start(request, page, 304).end();
    } else {
      send(request, page, 200);
    }
  }

  public void notFound(HttpServerRequest request) {
    send(request, MISSING, 404);
  }

  /** Whether the client has it already (RFC 9110 section 13.1.2). */
  private static boolean isKnown(HttpServerRequest request, Page page) {
    String held = request.getHeader("if-none-match");
    return held != null
        && Arrays.stream(held.split(","))
            .map(String::strip)
            .anyMatch(tag -> tag.equals("*") || strong(tag).equals(strong(page.etag())));
  }

  private static String strong(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }

  private static void send(HttpServerRequest request, Page page, int status) {
    HttpServerResponse response =
        start(request, page, status).putHeader("content-type", page.contentType());
    Buffer body = page.plain();
    if (page.gzipped() != null && takesGzip(request)) {
      body = page.gzipped();
      response.putHeader("content-encoding", "gzip");
    }
    response.putHeader("content-length", Integer.toString(body.length()));
    if (request.method().equals(HttpMethod.HEAD)) {
      response.end();
    } else {
      response.end(body);
    }
  }

  private static HttpServerResponse start(HttpServerRequest request, Page page, int status) {
    HttpServerResponse response = request.response().setStatusCode(status);
    page.headers()
        .forEach(
            (name, value) -> {
              if (!response.headers().contains(name)) {
                response.putHeader(name, value);
              }
            });
    return response.putHeader("etag", page.etag()).putHeader("vary", "Accept-Encoding");
  }

  /** RFC 9110 section 12.5.3, as far as browsers use it. */
  private static boolean takesGzip(HttpServerRequest request) {
    String accepted = request.getHeader("accept-encoding");
    return accepted != null
        && Arrays.stream(accepted.toLowerCase(Locale.ROOT).split(","))
            .map(coding -> coding.replace(" ", ""))
            .anyMatch(
                coding ->
                    coding.equals("gzip")
                        || (coding.startsWith("gzip;q=") && !isZero(coding.substring(7))));
  }

  private static boolean isZero(String quality) {
    return quality.chars().allMatch(c -> c == '0' || c == '.');
  }
}
