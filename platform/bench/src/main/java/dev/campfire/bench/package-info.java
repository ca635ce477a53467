/**
 * {@code campfire bench}: talks to a running Campfire as its users do, over real sockets, checks
 * every message and says how long each took. A program of its own that shares no code with the
 * server but the contract's records.
 */
package dev.campfire.bench;
