/** Joining other nodes: Hazelcast's members and the event bus between them. */
package dev.campfire.host.cluster;
