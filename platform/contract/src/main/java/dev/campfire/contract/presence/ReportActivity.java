package dev.campfire.contract.presence;

import dev.campfire.contract.schema.Range;

/**
 * Says when the caller was last active on one of their devices: who is {@code online} and active on
 * none becomes {@code away}, and {@code online} again with the first sign; {@code forbidden} to who
 * has no profile: integrations.
 *
 * @param idleMs how long ago the device had its last input, which does not depend on its clock; a
 *     day if it was longer
 */
public record ReportActivity(@Range(max = 86_400_000) long idleMs) {}
