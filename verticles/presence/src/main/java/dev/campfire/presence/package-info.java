/**
 * Presence: who is connected, whom the organisation's agents may be taken for, and who types.
 * Bridge nodes report to it by leases; typing lives in memory alone.
 */
package dev.campfire.presence;
