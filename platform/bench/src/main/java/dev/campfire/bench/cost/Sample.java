package dev.campfire.bench.cost;

/**
 * A run of sends on one installation; the mean of a send.
 *
 * @param buffers pages that PostgreSQL touched
 * @param databaseMs in PostgreSQL
 * @param acknowledgedMs from the client and back, the median
 */
record Sample(double buffers, double databaseMs, double acknowledgedMs) {}
