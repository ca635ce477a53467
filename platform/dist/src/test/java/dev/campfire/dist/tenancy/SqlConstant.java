package dev.campfire.dist.tenancy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A constant of one of the product's {@code XSql}.
 *
 * @param name class and field, {@code AdminSql.AGENTS}
 * @param sql its text, parameters as {@code $1}
 */
record SqlConstant(String name, String sql) {
  private static final Pattern STATEMENT =
      Pattern.compile("\\s*(select|insert|update|delete|with)\\s.*", Pattern.DOTALL);

  private static final Pattern TO_ANOTHER =
      Pattern.compile("\\b(?:\\w+\\.)?org_id = \\w+\\.org_id\\b");
  private static final Pattern TO_PARAMETER =
      Pattern.compile("\\b(?:\\w+\\.)?org_id = (\\$\\d+)\\b(?:::uuid)?");
  private static final Pattern TO_LIST =
      Pattern.compile("\\b(?:\\w+\\.)?org_id = any ?\\((\\$\\d+)(?:::uuid\\[\\])?\\)");

  /** Whatever else would hold an organisation to something. */
  private static final Pattern COMPARED =
      Pattern.compile(
          "org_id\\s*(=|<|>|!|\\bin\\b|\\bis\\b|\\bbetween\\b|\\bnot\\b)"
              + "|[=<>]\\s*(\\w+\\.)?org_id\\b|using \\([^)]*\\borg_id\\b");

  /** All there are, private ones too, in the order of their names. */
  static List<SqlConstant> all() throws ReflectiveOperationException {
    List<SqlConstant> all = new ArrayList<>();
    for (JavaClass found :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(place -> place.contains("Sql.class"))
            .importPackages("dev.campfire")) {
      if (found.getSimpleName().endsWith("Sql")) {
        for (Field field : Class.forName(found.getName()).getDeclaredFields()) {
          field.setAccessible(true);
          String name = found.getSimpleName() + "." + field.getName();
          if (field.getType() == String.class) {
            all.add(new SqlConstant(name, numbered((String) field.get(null))));
          } else if (field.getType() == List.class) {
            int place = 0;
            for (Object each : (List<?>) field.get(null)) {
              all.add(new SqlConstant("%s[%02d]".formatted(name, place++), (String) each));
            }
          }
        }
      }
    }
    all.sort((one, other) -> one.name.compareTo(other.name));
    return all;
  }

  /** Those for JDBC have question marks. */
  private static String numbered(String sql) {
    StringBuilder numbered = new StringBuilder();
    int parameters = 0;
    for (char c : sql.toCharArray()) {
      numbered.append(c == '?' ? "$" + ++parameters : String.valueOf(c));
    }
    return numbered.toString();
  }

  /** Whether it can be run as it is; a part that the product puts together can not. */
  boolean isStatement() {
    return STATEMENT.matcher(sql).matches() && !sql.contains("%");
  }

  /**
   * The same without what holds it to its organisation.
   *
   * @throws IllegalArgumentException if something is left that this does not know how to take away
   */
  SqlConstant stripped() {
    String without = TO_ANOTHER.matcher(sql).replaceAll("true");
    // The parameter stays, since there must be one of each number.
    without = TO_PARAMETER.matcher(without).replaceAll("($1::uuid is null or true)");
    without = TO_LIST.matcher(without).replaceAll("($1::uuid[] is null or true)");
    Matcher left = COMPARED.matcher(without);
    if (left.find()) {
      throw new IllegalArgumentException(name + " cannot be stripped of: " + left.group());
    }
    return new SqlConstant(name, without);
  }
}
