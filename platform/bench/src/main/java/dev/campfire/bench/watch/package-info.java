/**
 * What a run looks like second by second: latencies, throughput, and what the processes of the
 * server, of PostgreSQL and of the bench itself take, read from {@code /proc} and the management
 * port.
 */
package dev.campfire.bench.watch;
