package dev.campfire.bench.wire;

import dev.campfire.bench.RunFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The port on which a node tells its operators how it is. Blocks. */
public final class Management {
  private final Target target;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  public Management(Target target) {
    this.target = target;
  }

  /** The status of a page, or 0 if nobody answers. */
  public int status(String path) {
    HttpResponse<?> answer = get(path, HttpResponse.BodyHandlers.discarding());
    return answer == null ? 0 : answer.statusCode();
  }

  /** The value of a meter without tags, or −1. */
  public double meter(String name) {
    HttpResponse<String> answer = metrics();
    return answer == null
        ? -1
        : answer
            .body()
            .lines()
            .filter(line -> line.startsWith(name + " "))
            .mapToDouble(Management::value)
            .findFirst()
            .orElse(-1);
  }

  /**
   * The sum of a meter over all series with a tag; 0 if there are none yet.
   *
   * @param tag as Prometheus writes it, {@code area="heap"}
   * @throws RunFailure if nobody answers
   */
  public double sum(String name, String tag) {
    HttpResponse<String> answer = metrics();
    if (answer == null) {
      throw new RunFailure("The management port at " + target + " does not answer.", null);
    }
    return answer
        .body()
        .lines()
        .filter(line -> line.startsWith(name + "{") && line.contains(tag))
        .mapToDouble(Management::value)
        .sum();
  }

  /** All meters, in Prometheus's text; empty if nobody answers. */
  public String page() {
    HttpResponse<String> answer = metrics();
    return answer == null || answer.statusCode() != 200 ? "" : answer.body();
  }

  private static double value(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }

  private HttpResponse<String> metrics() {
    return get("/metrics", HttpResponse.BodyHandlers.ofString());
  }

  private <T> HttpResponse<T> get(String path, HttpResponse.BodyHandler<T> body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(target + path)).timeout(Duration.ofSeconds(4)).build();
    try {
      return http.send(request, body);
    } catch (IOException away) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunFailure("The run was interrupted.", e);
    }
  }
}
