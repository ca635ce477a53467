/**
 * What many sockets cost: when they do nothing ({@code bench idle}), when all of them come back at
 * once ({@code bench storm}), and when all listen to the same ({@code bench inbox}).
 */
package dev.campfire.bench.crowd;
