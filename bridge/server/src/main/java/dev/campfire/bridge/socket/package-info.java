/**
 * The socket side: the stock event-bus bridge, and in front of it what the contract's section 3
 * adds. Everything here lives on the event loop of its edge verticle.
 */
package dev.campfire.bridge.socket;
