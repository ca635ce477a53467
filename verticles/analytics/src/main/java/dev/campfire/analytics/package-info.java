/**
 * Figures that can be recomputed: reckons what is committed, conversation by conversation, keeps
 * sums of quarters of an hour, and answers from them. {@link
 * dev.campfire.analytics.AnalyticsModule} is all that others see.
 */
package dev.campfire.analytics;
