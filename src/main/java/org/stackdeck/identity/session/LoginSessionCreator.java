package org.stackdeck.identity.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.User;
import org.stackdeck.identity.account.AccountRepository;
import org.stackdeck.identity.factor.SecondFactorStatusService;
import org.stackdeck.identity.session.LoginSession.Client;
import org.stackdeck.identity.session.LoginSession.Kind;

/** Creates sessions. If a user has too many sessions, the least recently used one ends. */
@Component
class LoginSessionCreator {

    private static final int MAX_USER_AGENT_LENGTH = 255;
    /** Maximum number of a user's sessions that lack a required second factor. */
    private static final int MAX_INCOMPLETE = 5;

    private final LoginSessionRepository sessions;
    private final AccountRepository accounts;
    private final SecondFactorStatusService secondFactorService;
    private final LoginSessionProperties loginSessionProperties;
    private final AuditTrail trail;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;

    LoginSessionCreator(
            LoginSessionRepository sessions,
            AccountRepository accounts,
            SecondFactorStatusService secondFactorService,
            LoginSessionProperties loginSessionProperties,
            AuditTrail trail,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.secondFactorService = secondFactorService;
        this.loginSessionProperties = loginSessionProperties;
        this.trail = trail;
        this.events = events;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    LoginSession createBrowserSession(User user, Client client, Set<AuthenticationFactor> verifiedFactors) {
        Duration lifetime = isComplete(user, verifiedFactors)
                ? loginSessionProperties.absolute()
                : LoginSessionProperties.INCOMPLETE;
        return create(user, Kind.WEB, client, lifetime, verifiedFactors);
    }

    LoginSession createToken(User user, Client client, Duration lifetime, Set<AuthenticationFactor> verifiedFactors) {
        return create(user, Kind.TOKEN, client, lifetime, verifiedFactors);
    }

    private LoginSession create(
            User user, Kind kind, Client client, Duration lifetime, Set<AuthenticationFactor> verifiedFactors) {
        Instant now = clock.instant();
        LoginSession session = new LoginSession(
                new SessionId(UUID.randomUUID()),
                user.id(),
                kind,
                now,
                now,
                now,
                client.source(),
                cut(client.userAgent()),
                now.plus(lifetime),
                verifiedFactors);
        transaction.executeWithoutResult(_ -> {
            // Lock the account first to prevent a deadlock. Otherwise, the insert would wait for a concurrent change of
            // the account, and this change would wait for the row to end the account's sessions.
            accounts.lockById(user.id().value());
            endLeastRecentlyUsed(user, verifiedFactors);
            sessions.save(new LoginSessionEntity(session, user.generation()));
        });
        return session;
    }

    /**
     * Ends the least recently used sessions if the limit is reached, so that a new one can be added. Sessions that lack
     * a required second factor have a separate limit: the password alone must not end sessions of a user who has a
     * second factor.
     */
    private void endLeastRecentlyUsed(User user, Set<AuthenticationFactor> verifiedFactors) {
        boolean passwordSuffices = isComplete(user, Set.of(AuthenticationFactor.PASSWORD));
        boolean complete = isComplete(user, verifiedFactors);
        int limit = complete ? loginSessionProperties.perUser() : MAX_INCOMPLETE;
        List<LoginSessionEntity> all = sessions
                .findByAccountIdOrderByActiveAtDesc(user.id().value())
                .stream()
                .filter(stored -> complete
                        == (passwordSuffices
                                || stored.toSession().factors().stream()
                                        .anyMatch(AuthenticationFactor::isSecondFactor)))
                .toList();
        if (all.size() < limit) {
            return;
        }
        for (LoginSessionEntity stored : all.subList(limit - 1, all.size())) {
            SessionId id = stored.toSession().id();
            if (sessions.end(id.value(), user.id().value()) > 0) {
                trail.record(AuditEntry.ofSystem(
                        "session.end",
                        "user",
                        user.id().toString(),
                        user.name().value(),
                        AuditEntry.Result.SUCCESS,
                        AuditDetail.of("session", id).with("reason", "too-many-sessions")));
            }
        }
        events.publishEvent(new LoginSessionsEnded());
    }

    private boolean isComplete(User user, Set<AuthenticationFactor> verifiedFactors) {
        return secondFactorService.missingStep(user, verifiedFactors) == SecondFactorStatusService.MissingStep.NOTHING;
    }

    private static @Nullable String cut(@Nullable String userAgent) {
        return userAgent == null || userAgent.length() <= MAX_USER_AGENT_LENGTH
                ? userAgent
                : userAgent.substring(0, MAX_USER_AGENT_LENGTH);
    }
}
