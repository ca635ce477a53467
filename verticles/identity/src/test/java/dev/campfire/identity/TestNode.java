package dev.campfire.identity;

import dev.campfire.spi.Database;
import dev.campfire.spi.IdSource;
import dev.campfire.spi.ModuleContext;
import dev.campfire.spi.Relay;
import dev.campfire.spi.Ticker;
import dev.campfire.testkit.RecordingBus;
import dev.campfire.testkit.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.UUID;

/** What a module sees of a node, without a node. */
final class TestNode implements ModuleContext {

  final RecordingBus bus = new RecordingBus();
  final TestClock clock = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Override
  public RecordingBus bus() {
    return bus;
  }

  @Override
  public Database database() {
    throw new UnsupportedOperationException("There is no database here");
  }

  @Override
  public TestClock clock() {
    return clock;
  }

  @Override
  public Ticker ticker() {
    return clock::millis;
  }

  @Override
  public IdSource ids() {
    return UUID::randomUUID;
  }

  @Override
  public SimpleMeterRegistry meters() {
    return meters;
  }

  @Override
  public Relay relay() {
    throw new UnsupportedOperationException("There is no bridge here");
  }
}
