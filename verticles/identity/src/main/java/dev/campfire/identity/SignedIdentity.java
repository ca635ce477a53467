package dev.campfire.identity;

import dev.campfire.contract.Caller;
import dev.campfire.contract.Role;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.id.SessionId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;

/**
 * Who an organisation says that a visitor is.
 *
 * @param subject the visitor's name in the organisation's own system
 */
record SignedIdentity(OrgId org, String subject, String name, String email) {

  /**
   * The contact's id. Made from the subject, so that the same one is the same contact on every
   * device without a row that says so: nothing is stored before the first message. Version 8 (RFC
   * 9562 section 5.8), which no random id of ours has.
   */
  PersonId contact() {
    MessageDigest digest = Sha256.digest();
    digest.update("campfire contact".getBytes(StandardCharsets.US_ASCII));
    digest.update(
        ByteBuffer.allocate(16)
            .putLong(org.value().getMostSignificantBits())
            .putLong(org.value().getLeastSignificantBits())
            .flip());
    ByteBuffer hash = ByteBuffer.wrap(digest.digest(subject.getBytes(StandardCharsets.UTF_8)));
    long high = hash.getLong() & ~0xF000L | 0x8000L;
    long low = hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
    return new PersonId(new UUID(high, low));
  }

  Caller caller(SessionId session) {
    return new Caller(contact(), org, Role.CONTACT, session, name, new Caller.Vouched(email), null);
  }

  /** Without anything of the person, which may not stand in a log. */
  @Override
  public String toString() {
    return "SignedIdentity[org=" + org + "]";
  }
}
