package dev.campfire.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers as people say them: {@code 5000}, {@code 200k}, {@code 10M}. */
final class CountText implements ITypeConverter<Long> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,12})([kM]?)");

  @Override
  public Long convert(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new TypeConversionException("must be like 5000, 200k or 10M, was " + text);
    }
    long amount = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "k" -> amount * 1_000;
      case "M" -> amount * 1_000_000;
      default -> amount;
    };
  }
}
