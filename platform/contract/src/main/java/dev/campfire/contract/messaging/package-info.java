/** Conversations and their messages: the commands, the feeds and the things they carry. */
package dev.campfire.contract.messaging;
