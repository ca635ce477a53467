/**
 * One person on the wire: signing in over HTTP, the bridge's frames, a socket that comes back.
 * Everything here runs on the one event loop of the bench.
 */
package dev.campfire.bench.wire;
