package dev.campfire.contract.schema;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A new value for something that may have none. A component of this type is {@code null} when the
 * key is absent (leave it as it is), and a change to {@code null} when the key's value is (take it
 * away). Its component carries {@link Optional} and {@link OrNull}.
 *
 * @param value what it becomes, or null for nothing
 */
public record Change<T>(@JsonValue T value) {}
