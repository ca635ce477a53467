package dev.campfire.contract;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What an API key may be limited to: an address of a command ({@code messaging.send}), a family of
 * them ({@code messaging.*}), or {@link #FEEDS}. What is not named is denied.
 */
public final class Scopes {
  private Scopes() {}

  /** Listening to the feeds of contract section 3b. */
  public static final String FEEDS = "feeds";

  private static final Pattern SCOPE = Pattern.compile("feeds|[a-z]{1,30}\\.(\\*|[a-zA-Z]{1,30})");

  /** Whether a text can be a scope at all. */
  public static boolean isScope(String text) {
    return SCOPE.matcher(text).matches();
  }

  /**
   * Whether a caller's limits let them use a command; whether their role may is another question.
   *
   * @param address of a command, or {@link #FEEDS}
   */
  public static boolean allow(Caller caller, String address) {
    List<String> scopes = caller.scopes();
    return scopes == null
        || scopes.contains(address)
        || scopes.contains(address.substring(0, address.indexOf('.') + 1) + "*");
  }
}
