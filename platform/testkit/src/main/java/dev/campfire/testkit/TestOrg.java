package dev.campfire.testkit;

import dev.campfire.contract.Caller;
import dev.campfire.contract.Role;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.id.SessionId;
import java.util.UUID;

/** An organisation of one test, and callers who belong to it. */
public final class TestOrg {
  private final OwnerSql owner;
  private final OrgId id = new OrgId(UUID.randomUUID());
  private final String widgetKey = "test-" + id;

  TestOrg(OwnerSql owner) {
    this.owner = owner;
    owner.run(
        "insert into organizations (org_id, name, widget_key) values (?, ?, ?)",
        id.value(),
        "Test organisation",
        widgetKey);
  }

  public OrgId id() {
    return id;
  }

  public String widgetKey() {
    return widgetKey;
  }

  public Caller agent() {
    return agent("Ada Lovelace");
  }

  /** An agent with a profile; each call makes another one. */
  public Caller agent(String name) {
    Caller agent = caller(Role.AGENT, name);
    owner.run(
        "insert into profiles (org_id, user_id, full_name, email, role)"
            + " values (?, ?, ?, ?, 'agent')",
        id.value(),
        agent.id().value(),
        name,
        agent.id() + "@agents.test");
    return agent;
  }

  /** A contact; has no row before the first message, as in life. */
  public Caller contact() {
    return caller(Role.CONTACT, null);
  }

  public Caller service() {
    return caller(Role.SERVICE, "Orders");
  }

  private Caller caller(Role role, String name) {
    return new Caller(
        new PersonId(UUID.randomUUID()), id, role, new SessionId(UUID.randomUUID()), name);
  }
}
