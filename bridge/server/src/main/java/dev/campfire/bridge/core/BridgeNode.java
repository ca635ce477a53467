package dev.campfire.bridge.core;

import dev.campfire.bridge.BridgeConfig;
import dev.campfire.spi.IdSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What all edge verticles of a node share.
 *
 * @param openSockets how many there are now
 */
public record BridgeNode(
    BridgeConfig config,
    Clock clock,
    IdSource ids,
    MeterRegistry meters,
    Core core,
    Tokens tokens,
    Origins origins,
    Budgets budgets,
    Catalogue catalogue,
    WatchedFeeds watched,
    ConnectedOrganizations organizations,
    ConnectedPeople people,
    AtomicInteger openSockets) {}
