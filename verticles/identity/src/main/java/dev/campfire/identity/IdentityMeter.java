package dev.campfire.identity;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/** What identity counts and times. Never an organisation and never a person among the tags. */
enum IdentityMeter implements MeterDocumentation {
  /** Sign-ins. Tag {@code outcome}: accepted, refused, limited. */
  SIGN_INS("campfire.identity.sign.ins", Meter.Type.COUNTER, null),

  /** Renewals of sessions. Tag {@code outcome}: rotated, repeated, reused, refused. */
  RENEWALS("campfire.identity.renewals", Meter.Type.COUNTER, null),

  /** Widget sessions. Tag {@code outcome}: fresh, recalled, identified, refused. */
  WIDGET_SESSIONS("campfire.identity.widget.sessions", Meter.Type.COUNTER, null),

  /** Access tokens looked at. Tag {@code outcome}: accepted, expired, ended, refused. */
  TOKENS("campfire.identity.tokens", Meter.Type.COUNTER, null),

  /** Time from a password's arrival to its judgement, waiting for a worker included. */
  PASSWORDS("campfire.identity.passwords", Meter.Type.TIMER, "seconds"),

  /** Passwords that were turned away because too many waited. */
  PASSWORDS_TURNED_AWAY("campfire.identity.passwords.turned.away", Meter.Type.COUNTER, null);

  private final String name;
  private final Meter.Type type;
  private final String unit;

  IdentityMeter(String name, Meter.Type type, String unit) {
    this.name = name;
    this.type = type;
    this.unit = unit;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public Meter.Type getType() {
    return type;
  }

  @Override
  public String getBaseUnit() {
    return unit;
  }

  /** Counts one, with one of the outcomes that the meter's own page lists. */
  void count(MeterRegistry registry, String outcome) {
    registry.counter(name, "outcome", outcome).increment();
  }

  void count(MeterRegistry registry) {
    registry.counter(name).increment();
  }

  Timer timer(MeterRegistry registry) {
    return registry.timer(name);
  }
}
