package dev.campfire.bench.report;

import java.util.Locale;

/**
 * A figure of a run.
 *
 * @param unit empty for a plain count
 * @param asked what the run asked the server for; null if it asked for nothing in particular
 * @param must for people, such as {@code at most 50}; empty if nothing is asked of it
 */
public record Row(
    String name, String unit, Double asked, double measured, String must, Verdict verdict) {

  /** Only told. */
  public static Row told(String name, String unit, double measured) {
    return new Row(name, unit, null, measured, "", Verdict.TOLD);
  }

  /** A promise: none of it may be. */
  public static Row none(String name, double measured) {
    return new Row(name, "", null, measured, "0", measured == 0 ? Verdict.MET : Verdict.BROKEN);
  }

  /** A promise: less than the limit. */
  public static Row less(String name, String unit, double measured, double limit) {
    Verdict verdict = measured < limit ? Verdict.MET : Verdict.BROKEN;
    return new Row(name, unit, null, measured, "less than " + text(limit), verdict);
  }

  /** A goal. */
  public static Row atMost(String name, String unit, double measured, double limit) {
    Verdict verdict = measured <= limit ? Verdict.MET : Verdict.MISSED;
    return new Row(name, unit, null, measured, "at most " + text(limit), verdict);
  }

  /** A goal. */
  public static Row atLeast(String name, String unit, double measured, double limit) {
    Verdict verdict = measured >= limit ? Verdict.MET : Verdict.MISSED;
    return new Row(name, unit, null, measured, "at least " + text(limit), verdict);
  }

  /** A limit that the run was given: over it the run has failed. */
  public static Row within(String name, String unit, double measured, double limit) {
    Verdict verdict = measured <= limit ? Verdict.MET : Verdict.BROKEN;
    return new Row(name, unit, null, measured, "at most " + text(limit), verdict);
  }

  /** A figure that the run was given to reach: short of it the run has failed. */
  public static Row reaching(String name, String unit, double measured, double limit) {
    Verdict verdict = measured >= limit ? Verdict.MET : Verdict.BROKEN;
    return new Row(name, unit, null, measured, "at least " + text(limit), verdict);
  }

  public Row asked(double value) {
    return new Row(name, unit, value, measured, must, verdict);
  }

  String askedText() {
    return asked == null ? "" : text(asked);
  }

  String measuredText() {
    return text(measured);
  }

  /** Whole where it is whole, else as many digits as say something. */
  static String text(double value) {
    if (!Double.isFinite(value)) {
      return "unknown";
    }
    if (value == Math.rint(value)) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    double size = Math.abs(value);
    int digits = size >= 1_000 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }
}
