package dev.campfire.contract.address;

import dev.campfire.contract.ProblemCode;
import java.util.List;

/**
 * An address that is asked and answers, declared once with both its types.
 *
 * @param address as on the wire, {@code messaging.send}
 * @param request what is sent, a record
 * @param reply what is answered, a record
 * @param audience who may ask from outside
 * @param refusals what it may be refused with beyond what every request may be: {@code not_found}
 *     and {@code conflict}, where the state can be such
 */
public record Command<Q extends Record, R extends Record>(
    String address,
    Class<Q> request,
    Class<R> reply,
    Audience audience,
    List<ProblemCode> refusals) {

  public static <Q extends Record, R extends Record> Command<Q, R> of(
      String address,
      Class<Q> request,
      Class<R> reply,
      Audience audience,
      ProblemCode... refusals) {
    return new Command<>(address, request, reply, audience, List.of(refusals));
  }
}
