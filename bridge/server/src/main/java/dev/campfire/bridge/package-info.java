/**
 * The way in: browsers and integrations reach the core bus through here, by the event-bus bridge
 * protocol on sockets and by HTTP. It decides who they are and what they may ask, and holds no
 * truth of its own.
 */
package dev.campfire.bridge;
