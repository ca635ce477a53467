package dev.campfire.contract.address;

/**
 * An address that is asked and answers, declared once with both its types.
 *
 * @param address as on the wire, {@code messaging.send}
 * @param request what is sent, a record
 * @param reply what is answered, a record
 * @param audience who may ask from outside
 */
public record Command<Q extends Record, R extends Record>(
    String address, Class<Q> request, Class<R> reply, Audience audience) {

  public static <Q extends Record, R extends Record> Command<Q, R> of(
      String address, Class<Q> request, Class<R> reply, Audience audience) {
    return new Command<>(address, request, reply, audience);
  }
}
