/** The core bus: typed commands and events over the Vert.x event bus, clustered or not. */
package dev.campfire.host.bus;
