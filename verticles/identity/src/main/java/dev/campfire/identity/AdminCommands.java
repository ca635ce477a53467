package dev.campfire.identity;

import dev.campfire.contract.Caller;
import dev.campfire.contract.Problem;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.Role;
import dev.campfire.contract.Scopes;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.identity.AcceptInvitation;
import dev.campfire.contract.identity.AdminAgent;
import dev.campfire.contract.identity.ApiKey;
import dev.campfire.contract.identity.BusinessHours;
import dev.campfire.contract.identity.ChangeAgent;
import dev.campfire.contract.identity.ChangeOrganization;
import dev.campfire.contract.identity.CreateApiKey;
import dev.campfire.contract.identity.InviteAgent;
import dev.campfire.contract.identity.ListAgents;
import dev.campfire.contract.identity.ListApiKeys;
import dev.campfire.contract.identity.OrganizationSettings;
import dev.campfire.contract.identity.ReadAudit;
import dev.campfire.contract.identity.ReadOrganization;
import dev.campfire.contract.identity.RevokeApiKey;
import dev.campfire.contract.identity.RotateIdentitySecret;
import dev.campfire.contract.identity.SignedIn;
import dev.campfire.spi.ModuleContext;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** How an organisation is set up, by its admins or by whoever runs the installation. */
final class AdminCommands {

  /** Of the dashboard, where an invitation is accepted. Behind the `#`, so that no log has it. */
  static final String INVITATION_PAGE = "/#/invitation/";

  static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.\\[\\]:_-]{1,280}");

  private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]+@[^@\\s\\p{Cntrl}]+");

  static final Problem.FieldError NO_TIMEZONE =
      new Problem.FieldError("businessHours.timezone", "must be a time zone such as Europe/Berlin");

  /**
   * New hours are committed long before they are in force, so that everything that ends then is
   * measured by them, whichever node reckons it.
   */
  private static final Duration HOURS_BEGIN_AFTER = Duration.ofMinutes(1);

  private static final int DEFAULT_LIMIT = 50;

  private final ModuleContext node;
  private final IdentityConfig config;
  private final AdminStore store;
  private final Passwords passwords;
  private final IdentityCommands identity;
  private final Audit audit;

  AdminCommands(
      ModuleContext node,
      IdentityConfig config,
      AdminStore store,
      Passwords passwords,
      IdentityCommands identity) {
    this.node = node;
    this.config = config;
    this.store = store;
    this.passwords = passwords;
    this.identity = identity;
    this.audit = new Audit(node.clock(), node.ids());
  }

  Future<ListAgents.Agents> listAgents(Caller caller, ListAgents request) {
    return store.agents(caller.org()).map(ListAgents.Agents::new);
  }

  Future<InviteAgent.Invited> inviteAgent(Caller caller, InviteAgent request) {
    String email = LookupText.email(request.email());
    if (!EMAIL.matcher(email).matches() || !LookupText.exists(email)) {
      return invalid("email", "must be an e-mail address");
    }
    if (request.role() != null && !isAgent(request.role())) {
      return invalid("role", "must be agent or admin");
    }
    String name = request.name() == null ? email.substring(0, email.indexOf('@')) : request.name();
    AdminStore.NewAgent agent =
        new AdminStore.NewAgent(
            new PersonId(node.ids().next()),
            name.length() > 100 ? name.substring(0, 100) : name,
            email,
            request.role() == null ? Role.AGENT : request.role());
    Instant expiresAt = now().plus(config.invitationLife());
    return store
        .invite(
            caller.org(),
            agent,
            id -> SecretToken.of(SecretToken.INVITATION, caller.org(), id.value()),
            expiresAt,
            id -> audit.by(caller, "agent.invited", id))
        .map(
            invited ->
                new InviteAgent.Invited(
                    invited.agent(),
                    invited.token().text(),
                    INVITATION_PAGE + invited.token().text(),
                    expiresAt));
  }

  /**
   * The invited agent chooses a password. Nobody is signed in yet: the invitation says who it is.
   */
  Future<SignedIn> acceptInvitation(Caller caller, AcceptInvitation request) {
    if (request.password().length() < AcceptInvitation.SHORTEST_PASSWORD) {
      return invalid(
          "password", "must have at least " + AcceptInvitation.SHORTEST_PASSWORD + " characters");
    }
    return SecretToken.read(SecretToken.INVITATION, request.invitation())
        .map(shown -> accept(shown, request.password()))
        .orElseGet(AdminCommands::noInvitation);
  }

  private Future<SignedIn> accept(SecretToken shown, String password) {
    return store
        .isGood(shown, now())
        // A password is dear to hash: not for whoever made an invitation up.
        .compose(good -> good ? passwords.hash(password) : AdminCommands.<String>noInvitation())
        .compose(hash -> store.accept(shown, hash, now()))
        .compose(accepted -> accepted.isEmpty() ? noInvitation() : welcome(accepted.get()));
  }

  private Future<SignedIn> welcome(AdminStore.Accepted accepted) {
    Account account = accepted.account();
    accepted.ended().forEach(session -> identity.announceEnd(account.org(), account.id(), session));
    return identity.openSession(account, "invitation.accepted");
  }

  private static <T> Future<T> noInvitation() {
    return Future.failedFuture(
        ProblemException.of(
            ProblemCode.UNAUTHENTICATED,
            "This invitation was used, has run out or was replaced: ask for another one."));
  }

  Future<AdminAgent> changeAgent(Caller caller, ChangeAgent request) {
    if (request.role() != null && !isAgent(request.role())) {
      return invalid("role", "must be agent or admin");
    }
    Instant now = now();
    return store
        .change(
            caller.org(),
            request.agentId(),
            (agent, isLastAdmin) -> wanted(agent, isLastAdmin, request, now),
            now,
            audit.by(caller, "agent.changed", request.agentId(), detail(request)))
        .compose(WidgetSessions::found)
        .onSuccess(
            changed ->
                changed
                    .ended()
                    .forEach(
                        session -> identity.announceEnd(caller.org(), request.agentId(), session)))
        .map(AdminStore.Changed::agent);
  }

  private static AdminStore.Wanted wanted(
      AdminAgent agent, boolean isLastAdmin, ChangeAgent request, Instant now) {
    Role role = request.role() == null ? agent.role() : request.role();
    boolean disabled = request.disabled() == null ? agent.disabledAt() != null : request.disabled();
    if (role == agent.role() && disabled == (agent.disabledAt() != null)) {
      return null;
    }
    if (isLastAdmin && (disabled || role != Role.ADMIN)) {
      throw ProblemException.of(
          ProblemCode.CONFLICT, "This is the last admin: make another one first.");
    }
    Instant since = agent.disabledAt() == null ? now : agent.disabledAt();
    return new AdminStore.Wanted(role, disabled ? since : null);
  }

  private static String[] detail(ChangeAgent request) {
    return new String[] {
      "role", String.valueOf(request.role()), "disabled", String.valueOf(request.disabled())
    };
  }

  Future<ListApiKeys.ApiKeys> listApiKeys(Caller caller, ListApiKeys request) {
    return store.apiKeys(caller.org()).map(ListApiKeys.ApiKeys::new);
  }

  Future<CreateApiKey.Created> createApiKey(Caller caller, CreateApiKey request) {
    List<String> scopes = request.scopes();
    if (scopes != null && !scopes.stream().allMatch(Scopes::isScope)) {
      return invalid("scopes", "must be addresses, families such as messaging.*, or feeds");
    }
    SecretToken key = SecretToken.of(SecretToken.API_KEY, caller.org(), node.ids().next());
    ApiKey shown = new ApiKey(new PersonId(key.id()), request.name(), scopes, now(), null);
    return store
        .addApiKey(key, shown, audit.by(caller, "apiKey.created", key.id()))
        .map(new CreateApiKey.Created(shown, key.text()));
  }

  Future<ApiKey> revokeApiKey(Caller caller, RevokeApiKey request) {
    return store
        .revokeApiKey(
            caller.org(),
            request.apiKeyId(),
            now(),
            audit.by(caller, "apiKey.revoked", request.apiKeyId()))
        .compose(WidgetSessions::found)
        .onSuccess(
            key ->
                identity.announceEnd(
                    caller.org(),
                    key.id(),
                    new dev.campfire.contract.id.SessionId(key.id().value())));
  }

  Future<OrganizationSettings> organization(Caller caller, ReadOrganization request) {
    return settings(caller.org());
  }

  private Future<OrganizationSettings> settings(OrgId org) {
    return store.organization(org).compose(WidgetSessions::found);
  }

  Future<OrganizationSettings> changeOrganization(Caller caller, ChangeOrganization request) {
    if (request.allowedOrigins() != null && !areOrigins(request.allowedOrigins())) {
      return invalid("allowedOrigins", "must be origins such as https://shop.example.com");
    }
    if (request.businessHours() != null && request.businessHours().value() != null) {
      check(request.businessHours().value());
    }
    return store
        .changeOrganization(
            caller.org(),
            request,
            now().plus(HOURS_BEGIN_AFTER),
            audit.by(caller, "organization.changed", caller.org()))
        .compose(changed -> settings(caller.org()));
  }

  /** The database has its own list of places, and is asked too. */
  private static void check(BusinessHours hours) {
    List<Problem.FieldError> errors = new ArrayList<>();
    if (!ZoneId.getAvailableZoneIds().contains(hours.timezone())) {
      errors.add(NO_TIMEZONE);
    }
    if (!areApart(hours.week())) {
      errors.add(
          new Problem.FieldError(
              "businessHours.week",
              "must be openings that end after they begin, none over another"));
    }
    if (!hours.holidays().stream().allMatch(AdminCommands::isDate)) {
      errors.add(
          new Problem.FieldError("businessHours.holidays", "must be dates such as 2026-12-25"));
    }
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(errors);
    }
  }

  private static boolean areApart(List<BusinessHours.Opening> week) {
    List<BusinessHours.Opening> sorted =
        week.stream()
            .sorted(
                Comparator.comparingInt(BusinessHours.Opening::weekday)
                    .thenComparingInt(BusinessHours.Opening::fromMinute))
            .toList();
    return IntStream.range(0, sorted.size())
        .allMatch(
            i -> {
              BusinessHours.Opening opening = sorted.get(i);
              BusinessHours.Opening before = i == 0 ? null : sorted.get(i - 1);
              return opening.fromMinute() < opening.toMinute()
                  && (before == null
                      || before.weekday() != opening.weekday()
                      || before.toMinute() <= opening.fromMinute());
            });
  }

  private static boolean isDate(String text) {
    try {
      return LocalDate.parse(text).getYear() >= 1970;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  static boolean areOrigins(List<String> origins) {
    return origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches());
  }

  Future<RotateIdentitySecret.Rotated> rotateIdentitySecret(
      Caller caller, RotateIdentitySecret request) {
    String secret = SecretToken.randomText();
    return store
        .rotateSecret(
            caller.org(), secret, audit.by(caller, "identitySecret.rotated", caller.org()))
        .map(new RotateIdentitySecret.Rotated(secret));
  }

  Future<ReadAudit.Page> readAudit(Caller caller, ReadAudit request) {
    int limit = request.limit() == null ? DEFAULT_LIMIT : request.limit();
    return store
        .audit(caller.org(), request.before(), limit + 1)
        .map(
            found -> {
              boolean more = found.size() > limit;
              List<ReadAudit.Entry> items = more ? found.subList(0, limit) : found;
              return new ReadAudit.Page(items, more ? items.get(limit - 1).id() : null);
            });
  }

  private static boolean isAgent(Role role) {
    return role == Role.AGENT || role == Role.ADMIN;
  }

  private Instant now() {
    return node.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }

  static <T> Future<T> invalid(String field, String message) {
    return Future.failedFuture(ProblemException.invalid(field, message));
  }
}
