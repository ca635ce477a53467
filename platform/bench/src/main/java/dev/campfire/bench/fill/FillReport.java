package dev.campfire.bench.fill;

/** What a fill has written, and how fast. */
public record FillReport(
    long contacts,
    long conversations,
    long changes,
    long messages,
    long copiedNanos,
    long totalNanos) {

  long rows() {
    return contacts + conversations + changes + messages;
  }

  @Override
  public String toString() {
    return """
        contacts          %,15d
        conversations     %,15d
        changes           %,15d
        messages          %,15d
        rows/s            %,15d   while copying
        rows/s            %,15d   with the indexes
        """
        .formatted(
            contacts,
            conversations,
            changes,
            messages,
            perSecond(copiedNanos),
            perSecond(totalNanos));
  }

  private long perSecond(long nanos) {
    return Math.round(rows() / (nanos / 1e9));
  }
}
