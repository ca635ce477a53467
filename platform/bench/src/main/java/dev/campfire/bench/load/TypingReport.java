package dev.campfire.bench.load;

import dev.campfire.bench.report.Latency;

/**
 * What {@code bench typing} found.
 *
 * @param signals how often somebody began or stopped
 * @param refused signals that were not answered
 * @param unseen beginnings whose typist was never told of
 * @param stuck typists who are still said to type when all have stopped
 * @param lost connections
 * @param seen from the signal to the event, on the typist's own socket
 * @param serverSeconds processor time of the server during the run; null if it is not known
 */
public record TypingReport(
    int contacts,
    double seconds,
    long signals,
    long refused,
    long unseen,
    long stuck,
    long lost,
    Latency.Summary seen,
    Double serverSeconds) {

  /** Whether every typing began and ended for whoever looked. */
  public boolean passed() {
    return refused == 0 && unseen == 0 && stuck == 0 && lost == 0;
  }

  @Override
  public String toString() {
    String server =
        serverSeconds == null
            ? "not known"
            : "%.1f s, %.1f %% of one core".formatted(serverSeconds, 100 * serverSeconds / seconds);
    return """
        contacts            %d
        signals             %d in %.1f s, %.0f a second
        refused             %d
        unseen, stuck       %d, %d
        connections lost    %d
        seen (ms)           p50 %.1f  p99 %.1f  max %.1f
        server's processor  %s
        %s
        """
        .formatted(
            contacts,
            signals,
            seconds,
            signals / seconds,
            refused,
            unseen,
            stuck,
            lost,
            seen.p50(),
            seen.p99(),
            seen.max(),
            server,
            passed() ? "PASSED" : "FAILED");
  }
}
