/**
 * Figures: what is asked of them, what is answered, and the feed that says when they have moved.
 * What each one means is in docs/analytics.md.
 */
package dev.campfire.contract.analytics;
