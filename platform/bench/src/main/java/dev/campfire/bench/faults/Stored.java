package dev.campfire.bench.faults;

import java.util.UUID;

/**
 * A message as it stands in the database.
 *
 * @param mark that its content bears
 * @param committedAt Unix milliseconds, by PostgreSQL's own record of commits; 0 if it has none
 * @param orgOfConversation whose the conversation is
 */
public record Stored(
    UUID org,
    UUID orgOfConversation,
    UUID conv,
    long seq,
    UUID id,
    UUID cmid,
    String mark,
    double committedAt) {}
