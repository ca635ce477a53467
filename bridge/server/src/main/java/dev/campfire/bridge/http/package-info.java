/**
 * What is asked by HTTP: the API of contract section 2, each route mapped to its command, and the
 * door through which sockets are opened.
 */
package dev.campfire.bridge.http;
