/**
 * What the bridge of one node knows and asks as a whole: tokens, origins, budgets, the feeds that
 * its sockets listen to. Everything here may be used from any thread.
 */
package dev.campfire.bridge.core;
