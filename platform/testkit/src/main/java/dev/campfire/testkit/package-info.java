/**
 * What tests of verticles stand on: a real PostgreSQL, one node or a cluster of two in this JVM, a
 * clock that is told the time, and doubles written by hand. Public: strangers test theirs with it.
 */
package dev.campfire.testkit;
