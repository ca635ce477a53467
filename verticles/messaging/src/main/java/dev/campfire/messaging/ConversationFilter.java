package dev.campfire.messaging;

import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.messaging.Channel;
import dev.campfire.contract.messaging.ConversationStatus;

/**
 * Which conversations a page shows. What is null does not restrict.
 *
 * @param assignee who has taken them
 * @param unassigned only those that nobody has taken
 * @param words found literally, in any case
 * @param before where the page before this one ended
 * @param limit conversations, at most
 */
record ConversationFilter(
    ConversationStatus status,
    PersonId assignee,
    boolean unassigned,
    String tag,
    Channel channel,
    String words,
    ListCursor before,
    int limit) {}
