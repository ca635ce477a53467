package dev.campfire.bridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.Role;
import dev.campfire.contract.address.Audience;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.address.Topic;
import dev.campfire.contract.analytics.Analytics;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.id.SessionId;
import dev.campfire.contract.identity.Administration;
import dev.campfire.contract.identity.Identity;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.presence.Presence;
import dev.campfire.contract.receipts.Receipts;
import dev.campfire.contract.session.Sessions;
import dev.campfire.spi.Offer;
import dev.campfire.testkit.Corpus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Texts that claim to be addresses, against contract sections 3a and 3b read another way. */
public class CatalogueFuzzTest {

  @TestFactory
  Stream<DynamicTest> anAddressIsAdmittedToWhomTheContractSaysAndIsOfTheirOrganization() {
    return Corpus.of(getClass(), CatalogueFuzzTest::fuzzerTestOneInput);
  }

  private static final OrgId ORG = OrgId.parse("0197a000-0000-7000-8000-00000000000a");
  private static final PersonId ME = PersonId.parse("0197a000-0000-7000-8000-00000000000c");

  private static final List<Role> ROLES =
      List.of(Role.AGENT, Role.ADMIN, Role.SERVICE, Role.CONTACT);

  private static final List<Command<?, ?>> COMMANDS =
      Stream.of(
              Messaging.COMMANDS,
              Presence.COMMANDS,
              Receipts.COMMANDS,
              Analytics.COMMANDS,
              Administration.COMMANDS,
              Identity.COMMANDS,
              Sessions.COMMANDS)
          .<Command<?, ?>>flatMap(List::stream)
          .toList();

  private static final Catalogue CATALOGUE = catalogue();

  private static final String ID = "([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})";
  private static final Pattern FEED =
      Pattern.compile(
          "org:"
              + ID
              + ":(?:(agents:presence|inbox|analytics|availability|weather)"
              + "|(conv|typing|user):"
              + ID
              + ")");

  private static final Set<String> OF_AGENTS = Set.of("agents:presence", "inbox", "analytics");

  private static Catalogue catalogue() {
    List<Topic<?>> topics =
        Stream.of(
                Messaging.TOPICS,
                Presence.TOPICS,
                Receipts.TOPICS,
                Analytics.TOPICS,
                Identity.TOPICS,
                Sessions.TOPICS)
            .<Topic<?>>flatMap(List::stream)
            .toList();
    Catalogue catalogue = new Catalogue(COMMANDS, topics);
    catalogue.learn(
        List.of(
            new Offer(
                "node",
                List.of(
                    new Offer.Part(
                        "weather",
                        List.of(new Offer.OfferedCommand("weather.ask", Audience.CONTACTS)),
                        List.of(
                            new Offer.OfferedTopic(
                                "weather", Topic.Subject.NONE, Audience.EVERYONE)))))));
    return catalogue;
  }

  /** The first byte says who asks. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    if (bytes.length == 0) {
      return;
    }
    Caller caller = caller(bytes[0]);
    String address = new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8);

    assertThat(feed(address, caller)).isEqualTo(expectedOfFeed(address, caller));
    assertThat(command(address, caller)).isEqualTo(expectedOfCommand(address, caller));
  }

  private static Caller caller(byte choice) {
    Role role = ROLES.get(choice & 3);
    List<String> scopes = List.of("messaging.*", "analytics.overview");
    boolean isLimited = role == Role.SERVICE && (choice & 4) != 0;
    return new Caller(
        ME, ORG, role, new SessionId(new UUID(4, 4)), null, null, isLimited ? scopes : null);
  }

  /** What becomes of a registration: {@code null} when it is admitted. */
  private static ProblemCode feed(String address, Caller caller) {
    try {
      Topic.Address<?> feed = CATALOGUE.feed(address, caller);
      assertThat(feed.toString()).isEqualTo(address);
      assertThat(feed.org()).isEqualTo(ORG);
      assertThat(CATALOGUE.isForeign(address, caller)).isFalse();
      return null;
    } catch (ProblemException refused) {
      return refused.code();
    }
  }

  private static ProblemCode expectedOfFeed(String address, Caller caller) {
    Matcher feed = FEED.matcher(address);
    if (!feed.matches() || !feed.group(1).equals(ORG.toString())) {
      return ProblemCode.NOT_FOUND;
    }
    if (caller.isContact() && OF_AGENTS.contains(String.valueOf(feed.group(2)))) {
      return ProblemCode.FORBIDDEN;
    }
    if ("user".equals(feed.group(3)) && !feed.group(4).equals(ME.toString())) {
      return ProblemCode.NOT_FOUND;
    }
    return caller.scopes() == null ? null : ProblemCode.FORBIDDEN;
  }

  private static ProblemCode command(String address, Caller caller) {
    try {
      assertThat(CATALOGUE.command(address, caller).address()).isEqualTo(address);
      return null;
    } catch (ProblemException refused) {
      return refused.code();
    }
  }

  private static ProblemCode expectedOfCommand(String address, Caller caller) {
    Audience audience = AUDIENCES.get(address);
    if (audience == null || audience == Audience.INTERNAL) {
      return ProblemCode.NOT_FOUND;
    }
    boolean isInScope =
        caller.scopes() == null
            || address.startsWith("messaging.")
            || address.equals("analytics.overview");
    return audience.includes(caller.role()) && isInScope ? null : ProblemCode.FORBIDDEN;
  }

  private static final Map<String, Audience> AUDIENCES = audiences();

  private static Map<String, Audience> audiences() {
    Map<String, Audience> audiences = new java.util.HashMap<>();
    COMMANDS.forEach(command -> audiences.put(command.address(), command.audience()));
    audiences.put("weather.ask", Audience.CONTACTS);
    return audiences;
  }
}
