/**
 * What a browser, an integration or another verticle may rely on: callers, problems and, one
 * package a capability, the commands, topics and records of the wire. Pure data.
 */
package dev.campfire.contract;
