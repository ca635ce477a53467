package dev.campfire.bench.cost;

import dev.campfire.bench.fill.PgTarget;
import dev.campfire.bench.load.Cast;

/**
 * A running Campfire and the database under it.
 *
 * @param cast with one conversation
 */
public record Installation(Cast cast, PgTarget database) {}
