package dev.campfire.bridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.Role;
import dev.campfire.contract.address.Audience;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.address.Topic;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.id.SessionId;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Contract section 3, rule 5, as a table. */
class CatalogueTest {
  private record Nothing() {}

  private static final OrgId ORG = new OrgId(new UUID(1, 1));
  private static final PersonId ME = new PersonId(new UUID(2, 2));
  private static final UUID OTHER = new UUID(3, 3);

  private static final Catalogue CATALOGUE =
      new Catalogue(
          List.of(
              command("everyone", Audience.EVERYONE),
              command("agents", Audience.AGENTS),
              command("contacts", Audience.CONTACTS),
              command("inside", Audience.INTERNAL)),
          List.of(
              Topic.ofOrganization("inbox", Nothing.class, Audience.AGENTS),
              Topic.ofOrganization("availability", Nothing.class, Audience.EVERYONE),
              Topic.ofConversation("conv", Nothing.class),
              Topic.ofPerson("user", Nothing.class)));

  private static Command<?, ?> command(String address, Audience audience) {
    return Command.of(address, Nothing.class, Nothing.class, audience);
  }

  private static Caller caller(Role role) {
    return new Caller(ME, ORG, role, new SessionId(new UUID(4, 4)), null);
  }

  private record Row(String address, Role role, String outcome) {}

  private static String outcome(Supplier<?> decision) {
    try {
      decision.get();
      return "granted";
    } catch (ProblemException refused) {
      return refused.code().wireName();
    }
  }

  private static Stream<DynamicTest> tests(
      Stream<Row> rows, java.util.function.Function<Row, String> decide) {
    return rows.map(
        row ->
            DynamicTest.dynamicTest(
                row.role + " " + row.address.replace("\n", "\\n"),
                () -> assertThat(decide.apply(row)).isEqualTo(row.outcome)));
  }

  @TestFactory
  Stream<DynamicTest> whoMayAskWhat() {
    return tests(
        Stream.of(
            new Row("everyone", Role.CONTACT, "granted"),
            new Row("everyone", Role.AGENT, "granted"),
            new Row("everyone", Role.ADMIN, "granted"),
            new Row("everyone", Role.SERVICE, "granted"),
            new Row("agents", Role.CONTACT, "forbidden"),
            new Row("agents", Role.AGENT, "granted"),
            new Row("agents", Role.ADMIN, "granted"),
            new Row("agents", Role.SERVICE, "granted"),
            new Row("contacts", Role.CONTACT, "granted"),
            new Row("contacts", Role.AGENT, "forbidden"),
            new Row("inside", Role.AGENT, "not_found"),
            new Row("inside", Role.ADMIN, "not_found"),
            new Row("inside", Role.SYSTEM, "not_found"),
            new Row("everyone", Role.SYSTEM, "forbidden"),
            new Row("Everyone", Role.AGENT, "not_found"),
            new Row("everyone ", Role.AGENT, "not_found"),
            new Row("everyone\n", Role.AGENT, "not_found"),
            new Row("everyon", Role.AGENT, "not_found"),
            new Row("", Role.AGENT, "not_found"),
            new Row("*", Role.AGENT, "not_found"),
            new Row("__vertx.reply.1", Role.AGENT, "not_found"),
            new Row("org:" + ORG + ":inbox", Role.AGENT, "not_found")),
        row -> outcome(() -> CATALOGUE.command(row.address, caller(row.role))));
  }

  @TestFactory
  Stream<DynamicTest> whoMayListenToWhat() {
    String org = "org:" + ORG;
    String foreign = "org:" + OTHER;
    return tests(
        Stream.of(
            new Row(org + ":inbox", Role.AGENT, "granted"),
            new Row(org + ":inbox", Role.SERVICE, "granted"),
            new Row(org + ":inbox", Role.CONTACT, "forbidden"),
            new Row(org + ":availability", Role.CONTACT, "granted"),
            new Row(org + ":conv:" + OTHER, Role.AGENT, "granted"),
            new Row(org + ":conv:" + OTHER, Role.CONTACT, "granted"),
            new Row(org + ":user:" + ME, Role.CONTACT, "granted"),
            new Row(org + ":user:" + ME, Role.AGENT, "granted"),
            new Row(org + ":user:" + OTHER, Role.AGENT, "not_found"),
            new Row(org + ":user:" + OTHER, Role.ADMIN, "not_found"),
            new Row(foreign + ":inbox", Role.AGENT, "not_found"),
            new Row(foreign + ":inbox", Role.CONTACT, "not_found"),
            new Row(foreign + ":conv:" + OTHER, Role.AGENT, "not_found"),
            new Row(foreign + ":user:" + ME, Role.AGENT, "not_found"),
            new Row(org + ":inbox:" + OTHER, Role.AGENT, "not_found"),
            new Row(org + ":inbox:", Role.AGENT, "not_found"),
            new Row(org + ":conv", Role.AGENT, "not_found"),
            new Row(org + ":conv:", Role.AGENT, "not_found"),
            new Row(org + ":conv:x", Role.AGENT, "not_found"),
            new Row(org + ":conv:" + OTHER + ":x", Role.AGENT, "not_found"),
            new Row(org + ":CONV:" + OTHER, Role.AGENT, "not_found"),
            new Row(org + ":nothing", Role.AGENT, "not_found"),
            new Row(org + ":inbox\n", Role.AGENT, "not_found"),
            new Row("\n" + org + ":inbox", Role.AGENT, "not_found"),
            new Row(org.toUpperCase(java.util.Locale.ROOT) + ":inbox", Role.AGENT, "not_found"),
            new Row("org:*:inbox", Role.AGENT, "not_found"),
            new Row("everyone", Role.AGENT, "not_found"),
            new Row("", Role.AGENT, "not_found")),
        row -> outcome(() -> CATALOGUE.feed(row.address, caller(row.role))));
  }

  /** What is granted is the very address that was asked for, and of the caller's organisation. */
  @Property
  void whatIsGrantedIsWhatWasAskedFor(@ForAll("nearly") String address) {
    try {
      Topic.Address<?> feed = CATALOGUE.feed(address, caller(Role.AGENT));
      assertThat(feed).hasToString(address);
      assertThat(feed.org()).isEqualTo(ORG);
    } catch (ProblemException refused) {
      assertThat(refused.code().wireName()).isIn("not_found", "forbidden");
    }
  }

  @Provide
  Arbitrary<String> nearly() {
    List<String> parts =
        List.of(
            "org",
            ":",
            ORG.toString(),
            OTHER.toString(),
            ME.toString(),
            "conv",
            "inbox",
            "user",
            "availability",
            "\n",
            " ",
            "*",
            "A",
            "");
    return Arbitraries.of(parts)
        .list()
        .ofMaxSize(8)
        .map(list -> String.join("", list))
        .injectDuplicates(0.1);
  }
}
