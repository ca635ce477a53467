package dev.campfire.identity;

import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.identity.LogIn;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the account that an e-mail address and a password open.
 *
 * <p>An unknown address and a wrong password get the same answer, after the same steps: also for an
 * unknown one an organisation is asked and a password hashed.
 */
final class SignIn {

  private static final Logger LOGGER = LoggerFactory.getLogger(SignIn.class);

  /** Asked when no organisation knows the address; no organisation has this id. */
  private static final OrgId NOBODYS = new OrgId(new UUID(0, 0));

  private final IdentityStore store;
  private final Passwords passwords;
  private final WrongPasswords wrongPasswords;
  private final Audit audit;
  private final MeterRegistry meters;

  SignIn(
      IdentityStore store,
      Passwords passwords,
      WrongPasswords wrongPasswords,
      Audit audit,
      MeterRegistry meters) {
    this.store = store;
    this.passwords = passwords;
    this.wrongPasswords = wrongPasswords;
    this.audit = audit;
    this.meters = meters;
  }

  /**
   * The account.
   *
   * @return fails with {@code unauthenticated}, {@code rate_limited} after too many wrong
   *     passwords, or {@code unavailable} when too many sign in at once
   */
  Future<Account> account(LogIn request) {
    String email = LookupText.email(request.email());
    return unlimited(email)
        .compose(free -> organizations(email))
        .compose(
            orgs ->
                firstThatFits(orgs, email, request.password())
                    .onSuccess(found -> writeDown(orgs, email, found)))
        // Looked at again: of guesses that were judged side by side, those after the last
        // permitted wrong one must not tell whether they were right.
        .compose(account -> unlimited(email).map(account))
        .compose(account -> judge(account, email))
        .onSuccess(account -> rehash(account, request.password()));
  }

  private Future<Void> unlimited(String email) {
    try {
      wrongPasswords.check(email);
      return Future.succeededFuture();
    } catch (ProblemException limited) {
      IdentityMeter.SIGN_INS.count(meters, "limited");
      return Future.failedFuture(limited);
    }
  }

  private Future<List<OrgId>> organizations(String email) {
    return LookupText.exists(email)
        ? store.organizationsOf(email).map(known -> known.isEmpty() ? List.of(NOBODYS) : known)
        : Future.succeededFuture(List.of());
  }

  private Future<Optional<Account>> firstThatFits(List<OrgId> orgs, String email, String password) {
    if (orgs.isEmpty()) {
      return passwords.fits(password, null).map(Optional.empty());
    }
    return store
        .account(orgs.get(0), email)
        .compose(
            found ->
                passwords
                    .fits(password, found.map(Account::passwordHash).orElse(null))
                    .compose(
                        fits ->
                            fits || orgs.size() == 1
                                ? Future.succeededFuture(found.filter(account -> fits))
                                : firstThatFits(orgs.subList(1, orgs.size()), email, password)));
  }

  /** Nobody waits for it: the time must not tell whether there is something to write. */
  private void writeDown(List<OrgId> orgs, String email, Optional<Account> found) {
    if (found.isPresent()) {
      return;
    }
    for (OrgId org : orgs) {
      AuditEntry entry = audit.byNobody(org, "signIn.refused", null);
      store
          .auditRefusedSignIn(org, email, entry.id(), entry.at())
          .onFailure(
              failure ->
                  LOGGER.atWarn().setCause(failure).log("A refused sign-in was not written down"));
    }
  }

  private Future<Account> judge(Optional<Account> account, String email) {
    if (account.isPresent()) {
      IdentityMeter.SIGN_INS.count(meters, "accepted");
      return Future.succeededFuture(account.get());
    }
    wrongPasswords.count(email);
    IdentityMeter.SIGN_INS.count(meters, "refused");
    return Future.failedFuture(
        ProblemException.of(ProblemCode.UNAUTHENTICATED, "E-mail or password is wrong."));
  }

  /** Only now is the password at hand. Nobody waits for it; what fails today works next time. */
  private void rehash(Account account, String password) {
    if (passwords.isOutdated(account.passwordHash())) {
      passwords
          .hash(password)
          .compose(replacement -> store.replacePasswordHash(account, replacement))
          .onFailure(
              failure ->
                  LOGGER
                      .atWarn()
                      .setCause(failure)
                      .addKeyValue("org", account.org())
                      .addKeyValue("user", account.id())
                      .log("Password was not hashed anew"));
    }
  }
}
