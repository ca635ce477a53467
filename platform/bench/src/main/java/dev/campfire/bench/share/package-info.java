/**
 * {@code campfire bench share}: what one part of Campfire costs, in processor time for each
 * message, by running with it and without it.
 */
package dev.campfire.bench.share;
