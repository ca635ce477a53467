package dev.campfire.contract.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Bounds of a text. A component without this mark is bounded by the size of the body alone. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Text {
  /** The most UTF-16 units. */
  int max();

  /** Whether a text of nothing but white space is accepted. */
  boolean blank() default false;

  /** Whether a longer one is {@code too_large} (a message) and not {@code invalid_request}. */
  boolean tooLarge() default false;
}
