package dev.campfire.contract;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.id.SessionId;
import dev.campfire.contract.schema.Optional;
import java.util.List;
import java.util.UUID;

/**
 * Who asks. Stamped by the bridge from a verified access token; nothing that a client sends in a
 * body or a header becomes part of it.
 *
 * @param name what others see, if the token says one
 * @param vouched what the organisation's own signature says of a contact; absent for everybody else
 * @param scopes what an integration is limited to, see {@link Scopes}; absent: all that its role
 *     may
 */
public record Caller(
    PersonId id,
    OrgId org,
    Role role,
    SessionId session,
    @Optional String name,
    @Optional Vouched vouched,
    @Optional List<String> scopes) {

  private static final UUID NIL = new UUID(0, 0);

  /** A part of Campfire that asks another part, on behalf of no organisation. */
  public static final Caller SYSTEM =
      new Caller(new PersonId(NIL), new OrgId(NIL), Role.SYSTEM, new SessionId(NIL), null);

  /** A contact whom the organisation has signed for; their name stands in {@link #name}. */
  public record Vouched(@Optional String email) {

    /** Without the e-mail address, which may not stand in a log. */
    @Override
    public String toString() {
      return "Vouched[]";
    }
  }

  /** A caller without a signature behind them and without a limit of their own. */
  public Caller(PersonId id, OrgId org, Role role, SessionId session, String name) {
    this(id, org, role, session, name, null, null);
  }

  /** Whoever runs the installation, at work on one organisation. */
  public static Caller operator(OrgId org) {
    return new Caller(SYSTEM.id(), org, Role.SYSTEM, SYSTEM.session(), null);
  }

  @JsonIgnore
  public boolean isContact() {
    return role == Role.CONTACT;
  }
}
