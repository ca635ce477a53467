package dev.campfire.contract.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Inclusive bounds of a whole number. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Range {
  long min() default 0;

  /** By default the largest whole number that JavaScript holds exactly (RFC 8259 section 6). */
  long max() default 9_007_199_254_740_991L;
}
