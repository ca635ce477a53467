/**
 * {@code campfire bench faults}: a cluster of real processes that is broken on purpose, clients
 * that write down what they see, and a checker that reads it afterwards.
 */
package dev.campfire.bench.faults;
