package dev.campfire.contract.address;

/**
 * What one part of Campfire tells every node that listens to it, declared once with its type. No
 * client can send or hear one. May be lost, so what hangs on it must be mended by a later one.
 *
 * @param name {@code presence.lease}, say
 */
public record Signal<S extends Record>(String name, Class<S> type) {

  public static <S extends Record> Signal<S> of(String name, Class<S> type) {
    return new Signal<>(name, type);
  }
}
