package dev.campfire.contract.identity;

import dev.campfire.contract.schema.Text;

/**
 * Asks whether any organisation allows an origin. Whether the caller's own does, {@link
 * FindOrigins} says once they have signed in.
 *
 * @param origin as a browser sends it, {@code https://shop.example.com}
 */
public record CheckOrigin(@Text(max = 300) String origin) {

  public record Checked(boolean isAllowed) {}
}
