/**
 * What the machine can do at most, measured beside a run: durable group commits of the product's
 * own statements with nothing around them, and frames that are only sent back (ADR-0034).
 */
package dev.campfire.bench.ceiling;
