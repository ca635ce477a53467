/**
 * {@code campfire bench fill}: a year of lifelike conversations, written by COPY past the server
 * but as the server would have written them: every constraint, counter and number holds.
 */
package dev.campfire.bench.fill;
