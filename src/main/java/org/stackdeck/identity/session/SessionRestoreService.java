package org.stackdeck.identity.session;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.factor.SecondFactorStatusService;
import org.stackdeck.identity.secret.SecretToken;
import org.stackdeck.identity.signin.AttemptThrottle;

/**
 * Restores sessions in a process that has no HTTP session of the browser: after a restart, or on another node. The
 * browser identifies the session with a token. The digest of the token is in the row of the session, so that the token
 * becomes invalid as soon as the session ends for any reason.
 *
 * <p>A token is valid until its session ends or the browser signs in again. A token is not replaced when it is used:
 * several tabs of a browser can reload at the same time and send the same token. If the first use replaced the token,
 * the other tabs would fail.
 */
@Service
public class SessionRestoreService {

    private final LoginSessionRepository sessions;
    private final UserDirectory userDirectory;
    private final SecondFactorStatusService secondFactorService;
    private final LoginSessionProperties loginSessionProperties;
    private final AttemptThrottle attemptThrottle;
    private final AuditTrail trail;
    private final Clock clock;
    private final TransactionTemplate transaction;

    SessionRestoreService(
            LoginSessionRepository sessions,
            UserDirectory userDirectory,
            SecondFactorStatusService secondFactorService,
            LoginSessionProperties loginSessionProperties,
            AttemptThrottle attemptThrottle,
            AuditTrail trail,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.sessions = sessions;
        this.userDirectory = userDirectory;
        this.secondFactorService = secondFactorService;
        this.loginSessionProperties = loginSessionProperties;
        this.attemptThrottle = attemptThrottle;
        this.trail = trail;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Creates the token of a browser session. An earlier token of the session becomes invalid. */
    @Transactional
    public SecretToken createToken(SessionId session) {
        SecretToken token = SecretToken.create();
        sessions.setRestoreDigest(session.value(), token.digest());
        return token;
    }

    /** Invalidates the token, but does not end its session. */
    @Transactional
    public void revoke(SecretToken token) {
        sessions.clearRestoreDigest(token.digest());
    }

    /**
     * Finds the session of the token. Empty if the session has ended or expired, the user is not active, or the session
     * requires a second factor that has not been verified.
     */
    @Transactional(readOnly = true)
    public Optional<RestorableSession> find(SecretToken token) {
        Instant now = clock.instant();
        return sessions.findRestorable(token.digest(), now, now.minus(loginSessionProperties.idle()))
                .map(LoginSessionEntity::toSession)
                .flatMap(
                        session -> userDirectory.find(session.user()).map(user -> new RestorableSession(user, session)))
                .filter(found -> secondFactorService.missingStep(
                                found.user(), found.session().factors())
                        == SecondFactorStatusService.MissingStep.NOTHING);
    }

    /**
     * Finds the session of the token like {@link #find}, and audits that it is restored. Does not count as activity.
     * Also empty after too many sign-ins of the user from the address, because each call adds an audit entry.
     */
    public Optional<RestorableSession> restore(SecretToken token, String source) {
        Optional<RestorableSession> found = find(token);
        try {
            found.ifPresent(restored -> record(restored, source));
        } catch (TooManyAttemptsException e) {
            return Optional.empty();
        }
        return found;
    }

    private void record(RestorableSession restored, String source) {
        User user = restored.user();
        SessionId session = restored.session().id();
        attemptThrottle.recordSignIn(user.id(), source, false);
        Caller caller = new Caller(user.id(), user.name(), source, Caller.Channel.UI, session);
        transaction.executeWithoutResult(_ -> trail.record(caller.ownAccountEntry(
                "session.restore", AuditEntry.Result.SUCCESS, AuditDetail.of("session", session))));
    }

    /** Session that can be restored, and its user. */
    public record RestorableSession(User user, LoginSession session) {}
}
