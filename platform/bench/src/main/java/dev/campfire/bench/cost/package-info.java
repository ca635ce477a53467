/**
 * {@code campfire bench cost}: what a send costs on one installation against another, in pages that
 * PostgreSQL touches and in time; for showing that it does not grow with what is stored.
 */
package dev.campfire.bench.cost;
