/**
 * Conversations and their messages: opening, sending, reading back and catching up, and the feeds
 * that tell of them. {@link dev.campfire.messaging.MessagingModule} is all that others see.
 */
package dev.campfire.messaging;
