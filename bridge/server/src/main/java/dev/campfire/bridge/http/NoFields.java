package dev.campfire.bridge.http;

/** The body of a call that takes none: absent, or an empty object. */
public record NoFields() {}
