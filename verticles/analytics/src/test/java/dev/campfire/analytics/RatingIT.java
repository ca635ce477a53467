package dev.campfire.analytics;

import static dev.campfire.testkit.CampfireExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.Role;
import dev.campfire.contract.analytics.Analytics;
import dev.campfire.contract.analytics.Csat;
import dev.campfire.contract.analytics.ListRatings;
import dev.campfire.contract.analytics.RateEpisode;
import dev.campfire.contract.analytics.ReadAgents;
import dev.campfire.contract.analytics.ReadOverview;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.id.SessionId;
import dev.campfire.contract.messaging.SenderKind;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RatingIT {
  @RegisterExtension
  static final CampfireExtension campfire =
      CampfireExtension.nodes(1)
          .module(new AnalyticsModule())
          .configure("analytics.interval", "1m")
          .build();

  private TestOrg org;
  private UUID ada;
  private UUID grace;
  private Story story;
  private Caller contact;

  @BeforeEach
  void aResolvedConversationOfAdas() {
    org = campfire.org();
    ada = org.agent("Ada").id().value();
    grace = org.agent("Grace").id().value();
    story = Story.open(campfire, org, UUID.randomUUID(), "web", now());
    contact = contact(story.contact());
    story
        .says(SenderKind.CONTACT, story.contact(), now())
        .assign(ada, ada, now())
        .status("resolved", SenderKind.AGENT, grace, now());
  }

  private Caller contact(UUID id) {
    return new Caller(
        new PersonId(id), org.id(), Role.CONTACT, new SessionId(UUID.randomUUID()), null);
  }

  private static Instant now() {
    return campfire.clock().instant();
  }

  private RateEpisode.Rated rate(Caller by, int score, String comment) {
    return await(
        campfire
            .bus()
            .request(
                Analytics.RATE, by, new RateEpisode(new ConversationId(story.id), score, comment)));
  }

  private ProblemCode refusal(Caller by, int score) {
    ProblemException refused =
        catchThrowableOfType(ProblemException.class, () -> rate(by, score, null));
    assertThat(refused).isNotNull();
    return refused.code();
  }

  private Csat csat() {
    new Looks(campfire, org).reckonAll(new EpisodeRules(), 10);
    return await(
            campfire
                .bus()
                .request(
                    Analytics.OVERVIEW,
                    org.agent(),
                    new ReadOverview(now().minus(Duration.ofDays(30)), now().plusMillis(1), null)))
        .csat();
  }

  @Test
  void aRatingCountsRightAfterTheResolution() {
    rate(contact, 4, "quick");

    assertThat(csat()).isEqualTo(new Csat(4.0, 1, 1));
  }

  @Test
  void aSecondRatingReplacesTheFirstWithinADay() {
    rate(contact, 2, null);
    campfire.clock().advance(Duration.ofHours(23));
    rate(contact, 5, "you called back");

    assertThat(csat()).isEqualTo(new Csat(5.0, 1, 1));
  }

  @Test
  void afterADayTheRatingStaysAndTheSameAgainIsAccepted() {
    rate(contact, 2, "slow");
    campfire.clock().advance(Duration.ofHours(25));

    assertThat(refusal(contact, 5)).isEqualTo(ProblemCode.CONFLICT);
    rate(contact, 2, "slow");

    assertThat(csat()).isEqualTo(new Csat(2.0, 1, 1));
  }

  @Test
  void whatIsNotResolvedIsNotRated() {
    story.says(SenderKind.CONTACT, story.contact(), now());

    assertThat(refusal(contact, 5)).isEqualTo(ProblemCode.CONFLICT);
    assertThat(csat()).isEqualTo(new Csat(null, 0, 1));
  }

  @Test
  void eachEpisodeHasARatingOfItsOwn() {
    rate(contact, 1, null);
    campfire.clock().advance(Duration.ofDays(3));
    story
        .says(SenderKind.CONTACT, story.contact(), now())
        .status("resolved", SenderKind.AGENT, ada, now());
    rate(contact, 5, null);

    assertThat(csat()).isEqualTo(new Csat(3.0, 2, 2));
  }

  @Test
  void toAnotherContactTheConversationDoesNotExist() {
    assertThat(refusal(contact(UUID.randomUUID()), 5)).isEqualTo(ProblemCode.NOT_FOUND);
  }

  @Test
  void theRatingIsOfWhoHadTheConversationWhenItWasResolved() {
    campfire.clock().advance(Duration.ofMinutes(1));
    story.assign(grace, grace, now());
    rate(contact, 5, "great");

    ListRatings.Page page =
        await(
            campfire
                .bus()
                .request(
                    Analytics.RATINGS,
                    org.agent(),
                    new ListRatings(
                        now().minus(Duration.ofDays(1)), now().plusMillis(1), null, null)));
    assertThat(page.items())
        .singleElement()
        .satisfies(
            rating -> {
              assertThat(rating.agentName()).isEqualTo("Ada");
              assertThat(rating.comment()).isEqualTo("great");
            });
    assertThat(page.scores()).singleElement().satisfies(s -> assertThat(s.key()).isEqualTo("5"));
    assertThat(page.next()).isNull();
    new Looks(campfire, org).reckonAll(new EpisodeRules(), 10);
    assertThat(
            await(
                    campfire
                        .bus()
                        .request(
                            Analytics.AGENTS,
                            org.agent(),
                            new ReadAgents(now().minus(Duration.ofDays(1)), now().plusMillis(1))))
                .agents())
        .singleElement()
        .satisfies(
            agent -> {
              assertThat(agent.id().value()).isEqualTo(ada);
              assertThat(agent.csat()).isEqualTo(new Csat(5.0, 1, 1));
              assertThat(agent.resolved()).isEqualTo(1);
            });
  }
}
