package org.stackdeck.identity.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserChanged;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.account.AccountChangeExecutor;
import org.stackdeck.identity.account.AccountEntity;
import org.stackdeck.identity.account.AccountRepository;
import org.stackdeck.identity.session.LoginSession.Client;
import org.stackdeck.identity.session.LoginSession.Kind;

/** Stores sessions in the database. A session that ends for any reason is deleted. */
@Service
class JpaLoginSessionService implements LoginSessionService {

    private final LoginSessionRepository sessions;
    private final AccountRepository accounts;
    private final AccountChangeExecutor executor;
    private final LoginSessionCreator creator;
    private final LoginSessionProperties loginSessionProperties;
    private final AuditTrail trail;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    JpaLoginSessionService(
            LoginSessionRepository sessions,
            AccountRepository accounts,
            AccountChangeExecutor executor,
            LoginSessionCreator creator,
            LoginSessionProperties loginSessionProperties,
            AuditTrail trail,
            ApplicationEventPublisher events,
            Clock clock) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.executor = executor;
        this.creator = creator;
        this.loginSessionProperties = loginSessionProperties;
        this.trail = trail;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public LoginSession createBrowserSession(User user, Client client, Set<AuthenticationFactor> verifiedFactors) {
        return creator.createBrowserSession(user, client, verifiedFactors);
    }

    @Override
    public LoginSession createToken(
            User user, Client client, Duration lifetime, Set<AuthenticationFactor> verifiedFactors) {
        return creator.createToken(user, client, lifetime, verifiedFactors);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<LoginSession> find(SessionId id) {
        Instant now = clock.instant();
        return sessions.findAlive(id.value(), now, now.minus(loginSessionProperties.idle()))
                .map(LoginSessionEntity::toSession);
    }

    @Override
    public void recordActivity(LoginSession session) {
        Instant now = clock.instant();
        if (now.isAfter(session.activeAt().plus(loginSessionProperties.activityPrecision()))) {
            sessions.recordActivity(session.id().value(), now);
        }
    }

    @Override
    @Transactional
    public void recordAuthentication(Caller caller, AuthenticationFactor authenticationFactor) {
        Optional.ofNullable(caller.session())
                .flatMap(id -> sessions.findById(id.value()))
                .filter(stored -> stored.toSession().user().equals(caller.userId()))
                .ifPresent(stored -> {
                    LoginSession session = stored.toSession();
                    boolean completes = session.kind() == Kind.WEB && authenticationFactor.isSecondFactor();
                    Instant end = completes
                            ? session.createdAt().plus(loginSessionProperties.absolute())
                            : session.expiresAt();
                    stored.addFactor(authenticationFactor, clock.instant(), end);
                    sessions.save(stored);
                });
    }

    @Override
    @Transactional(readOnly = true)
    public List<LoginSession> listOwn(Caller caller) {
        Instant now = clock.instant();
        Instant idleSince = now.minus(loginSessionProperties.idle());
        return sessions.findByAccountIdOrderByActiveAtDesc(caller.userId().value()).stream()
                .map(LoginSessionEntity::toSession)
                .filter(session -> session.expiresAt().isAfter(now))
                .filter(session ->
                        session.kind() == Kind.TOKEN || session.activeAt().isAfter(idleSince))
                .toList();
    }

    @Override
    @Transactional
    public void end(Caller caller, SessionId id) {
        endOwn(caller, id, "session.end", AuditDetail.of("session", id));
    }

    @Override
    @Transactional
    public void logout(Caller caller, SessionId id) {
        endOwn(caller, id, "session.logout", null);
    }

    private void endOwn(Caller caller, SessionId id, String action, @Nullable AuditDetail detail) {
        if (sessions.end(id.value(), caller.userId().value()) > 0) {
            trail.record(caller.ownAccountEntry(action, AuditEntry.Result.SUCCESS, detail));
            events.publishEvent(new LoginSessionsEnded());
        }
    }

    @Override
    @Transactional
    public void endOthers(Caller caller) {
        if (caller.session() != null
                && sessions.endOthers(caller.userId().value(), caller.session().value()) > 0) {
            events.publishEvent(new LoginSessionsEnded());
        }
    }

    @Override
    public void endAll(Caller administrator, UserId user) {
        executor.executeAudited(administrator, "user.end-sessions", user, () -> {
            // Locks the account: changes in progress complete first, and later ones find that their session has ended.
            AccountEntity accountEntity = executor.lockAccount(administrator, user);
            int ended = sessions.endAll(accountEntity.id().value());
            events.publishEvent(new LoginSessionsEnded());
            return AuditDetail.of("ended", ended);
        });
    }

    /**
     * Ends the sessions that the change of the account invalidates. Runs in the transaction of the change, so that no
     * such session remains, and before the audit trail is locked.
     */
    @Order(0)
    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    public void on(UserChanged changed) {
        UUID id = changed.user().value();
        accounts.findById(id).ifPresent(accountEntity -> {
            if (accountEntity.state() == User.State.ACTIVE) {
                sessions.endStale(id, accountEntity.toUser().generation());
            } else {
                sessions.endAll(id);
            }
        });
    }

    @Override
    @Transactional
    public Set<SessionId> deleteExpired() {
        Instant now = clock.instant();
        Set<SessionId> expired = new HashSet<>();
        for (LoginSessionEntity stored : sessions.findExpired(now, now.minus(loginSessionProperties.idle()))) {
            LoginSession session = stored.toSession();
            boolean ended = sessions.end(session.id().value(), session.user().value()) > 0;
            if (ended && session.kind() == Kind.WEB) {
                expired.add(session.id());
                trail.record(AuditEntry.ofSystem(
                        "session.expire",
                        "user",
                        session.user().toString(),
                        nameOf(session.user()),
                        AuditEntry.Result.SUCCESS,
                        AuditDetail.ofReason(session.expiresAt().isAfter(now) ? "idle" : "maximum-age")));
            }
        }
        return expired;
    }

    @Override
    @Transactional(readOnly = true)
    public Set<SessionId> browserSessionIds() {
        return sessions.findWebIds().stream().map(SessionId::new).collect(Collectors.toUnmodifiableSet());
    }

    private String nameOf(UserId user) {
        return accounts.findById(user.value())
                .map(found -> found.toUser().name().value())
                .orElse("(gone)");
    }
}
