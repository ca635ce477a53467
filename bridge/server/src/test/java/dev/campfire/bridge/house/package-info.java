/** A node with the real bridge, in front of an identity and a messaging that tests hold in hand. */
package dev.campfire.bridge.house;
