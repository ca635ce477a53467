package dev.campfire.contract.identity;

import dev.campfire.contract.address.Audience;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.address.Topic;
import java.util.List;

/** The addresses of identity. The bridge alone asks them, on behalf of HTTP and sockets. */
public final class Identity {
  private Identity() {}

  public static final Command<LogIn, SignedIn> LOG_IN =
      Command.of("identity.logIn", LogIn.class, SignedIn.class, Audience.INTERNAL);

  public static final Command<RefreshSession, SignedIn> REFRESH =
      Command.of("identity.refresh", RefreshSession.class, SignedIn.class, Audience.INTERNAL);

  public static final Command<LogOut, LogOut.Done> LOG_OUT =
      Command.of("identity.logOut", LogOut.class, LogOut.Done.class, Audience.INTERNAL);

  public static final Command<StartWidgetSession, StartWidgetSession.WidgetSession> WIDGET_SESSION =
      Command.of(
          "identity.widgetSession",
          StartWidgetSession.class,
          StartWidgetSession.WidgetSession.class,
          Audience.INTERNAL);

  public static final Command<Authenticate, Authenticate.Authenticated> AUTHENTICATE =
      Command.of(
          "identity.authenticate",
          Authenticate.class,
          Authenticate.Authenticated.class,
          Audience.INTERNAL);

  public static final Command<SignInService, SignInService.ServiceSession> SIGN_IN_SERVICE =
      Command.of(
          "identity.signInService",
          SignInService.class,
          SignInService.ServiceSession.class,
          Audience.INTERNAL);

  public static final Command<AcceptInvitation, SignedIn> ACCEPT_INVITATION =
      Command.of(
          "identity.acceptInvitation", AcceptInvitation.class, SignedIn.class, Audience.INTERNAL);

  public static final Command<ReadRevocations, ReadRevocations.Revocations> REVOCATIONS =
      Command.of(
          "identity.revocations",
          ReadRevocations.class,
          ReadRevocations.Revocations.class,
          Audience.INTERNAL);

  public static final Command<NoteRefusal, NoteRefusal.Noted> NOTE_REFUSAL =
      Command.of(
          "identity.noteRefusal", NoteRefusal.class, NoteRefusal.Noted.class, Audience.INTERNAL);

  public static final Command<FindOrigins, FindOrigins.Origins> ORIGINS =
      Command.of(
          "identity.origins", FindOrigins.class, FindOrigins.Origins.class, Audience.INTERNAL);

  /** Before anybody has signed in, no organisation is known whose origins to look at. */
  public static final Command<CheckOrigin, CheckOrigin.Checked> CHECK_ORIGIN =
      Command.of(
          "identity.checkOrigin", CheckOrigin.class, CheckOrigin.Checked.class, Audience.INTERNAL);

  /** One caller's own: the end of their sessions. */
  public static final Topic<SessionEvent> USER = Topic.ofPerson("user", SessionEvent.class);

  public static final List<Command<?, ?>> COMMANDS =
      List.of(
          LOG_IN,
          REFRESH,
          LOG_OUT,
          WIDGET_SESSION,
          SIGN_IN_SERVICE,
          ACCEPT_INVITATION,
          AUTHENTICATE,
          REVOCATIONS,
          NOTE_REFUSAL,
          ORIGINS,
          CHECK_ORIGIN);

  public static final List<Topic<?>> TOPICS = List.of(USER);
}
