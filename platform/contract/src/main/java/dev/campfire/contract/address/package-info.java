/** Addresses of the event bus: commands, which are asked, and topics, which are listened to. */
package dev.campfire.contract.address;
