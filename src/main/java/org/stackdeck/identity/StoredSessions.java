package org.stackdeck.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.identity.LoginSession.Client;
import org.stackdeck.identity.LoginSession.Kind;

/** Stores sessions in the database. A session that ends for any reason is deleted. */
@Service
class StoredSessions implements LoginSessions {

    private static final int USER_AGENT = 255;
    /** Maximum number of a user's sessions without a required second factor. */
    private static final int MAX_INCOMPLETE = 5;

    private final SessionRepository sessions;
    private final AccountRepository accounts;
    private final AccountChange change;
    private final Directory directory;
    private final SecondFactors factors;
    private final SessionSettings settings;
    private final IdentityAudit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;

    StoredSessions(
            SessionRepository sessions,
            AccountRepository accounts,
            AccountChange change,
            Directory directory,
            SecondFactors factors,
            SessionSettings settings,
            IdentityAudit audit,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.change = change;
        this.directory = directory;
        this.factors = factors;
        this.settings = settings;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public LoginSession beginWeb(User user, Client client, Set<Factor> proved) {
        Duration lifetime = isComplete(user, proved) ? settings.absolute() : SessionSettings.INCOMPLETE;
        return begin(user, Kind.WEB, client, lifetime, proved);
    }

    @Override
    public LoginSession beginToken(User user, Client client, Duration lifetime, Set<Factor> proved) {
        return begin(user, Kind.TOKEN, client, lifetime, proved);
    }

    private LoginSession begin(User user, Kind kind, Client client, Duration lifetime, Set<Factor> proved) {
        Instant now = now();
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
                proved);
        transaction.executeWithoutResult(_ -> {
            // Lock the account first: inserting the row would wait for a concurrent change of the account, which in
            // turn waits for the row when it ends the account's sessions.
            accounts.hold(user.id().value());
            endLeastUsed(user, proved);
            sessions.save(new StoredSession(session, user.generation()));
        });
        return session;
    }

    /**
     * Ends the least recently used session if the limit is reached. Sessions without a required second factor end only
     * each other: the password alone must not end sessions of a user who has a second factor.
     */
    private void endLeastUsed(User user, Set<Factor> proved) {
        boolean passwordSuffices = isComplete(user, Set.of(Factor.PASSWORD));
        boolean complete = isComplete(user, proved);
        int limit = complete ? settings.perUser() : MAX_INCOMPLETE;
        List<StoredSession> all = sessions
                .findByAccountIdOrderByActiveAtDesc(user.id().value())
                .stream()
                .filter(stored -> complete
                        == (passwordSuffices
                                || stored.toSession().factors().stream().anyMatch(Factor::second)))
                .toList();
        if (all.size() < limit) {
            return;
        }
        for (StoredSession stored : all.subList(limit - 1, all.size())) {
            SessionId id = stored.toSession().id();
            if (sessions.end(id.value(), user.id().value()) > 0) {
                audit.happened(user.id(), user.name().value(), "session.end", "session=" + id + " too many sessions");
            }
        }
        events.publishEvent(new SessionsEnded(user.id()));
    }

    private boolean isComplete(User user, Set<Factor> proved) {
        return factors.need(user, proved) == SecondFactors.Need.NOTHING;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<LoginSession> find(SessionId id) {
        Instant now = now();
        return sessions.findAlive(id.value(), now, now.minus(settings.idle())).map(StoredSession::toSession);
    }

    @Override
    public void active(LoginSession session) {
        Instant now = now();
        if (now.isAfter(session.activeAt().plus(settings.grain()))) {
            transaction.executeWithoutResult(_ -> sessions.touch(session.id().value(), now));
        }
    }

    @Override
    @Transactional
    public void proved(Caller caller, Factor factor) {
        Optional.ofNullable(caller.session())
                .flatMap(id -> sessions.findById(id.value()))
                .filter(stored -> stored.toSession().user().equals(caller.userId()))
                .ifPresent(stored -> {
                    LoginSession session = stored.toSession();
                    boolean completes = session.kind() == Kind.WEB && factor.second();
                    Instant end = completes ? session.createdAt().plus(settings.absolute()) : session.expiresAt();
                    stored.prove(factor, now(), end);
                    sessions.save(stored);
                });
    }

    @Override
    @Transactional(readOnly = true)
    public List<LoginSession> own(Caller caller) {
        return alive(caller.userId());
    }

    @Override
    @Transactional(readOnly = true)
    public List<LoginSession> of(Caller administrator, UserId user) {
        directory.requireAdministrator(administrator);
        return alive(user);
    }

    private List<LoginSession> alive(UserId user) {
        Instant now = now();
        Instant idleSince = now.minus(settings.idle());
        return sessions.findByAccountIdOrderByActiveAtDesc(user.value()).stream()
                .map(StoredSession::toSession)
                .filter(session -> session.expiresAt().isAfter(now))
                .filter(session ->
                        session.kind() == Kind.TOKEN || session.activeAt().isAfter(idleSince))
                .toList();
    }

    @Override
    @Transactional
    public void end(Caller caller, SessionId id) {
        endOwn(caller, id, "session.end", "session=" + id);
    }

    @Override
    @Transactional
    public void logout(Caller caller, SessionId id) {
        endOwn(caller, id, "session.logout", null);
    }

    private void endOwn(Caller caller, SessionId id, String action, @Nullable String detail) {
        if (sessions.end(id.value(), caller.userId().value()) > 0) {
            audit.done(caller, action, detail);
            events.publishEvent(new SessionsEnded(caller.userId()));
        }
    }

    @Override
    @Transactional
    public void endOthers(Caller caller) {
        if (caller.session() != null
                && sessions.endOthers(caller.userId().value(), caller.session().value()) > 0) {
            events.publishEvent(new SessionsEnded(caller.userId()));
        }
    }

    @Override
    public void endAll(Caller administrator, UserId user) {
        change.recorded(administrator, "user.end-sessions", user, () -> {
            Account account = accounts.findById(user.value()).orElseThrow(UnknownUserException::new);
            int ended = sessions.endAll(account.id().value());
            events.publishEvent(new SessionsEnded(user));
            return "ended=" + ended;
        });
    }

    /** Runs in the transaction that raised the generation, so that no session remains. */
    @EventListener
    @Transactional
    public void on(UserChanged changed) {
        UUID id = changed.user().value();
        accounts.findById(id).ifPresent(account -> {
            if (account.state() == User.State.ACTIVE) {
                sessions.endStale(id, account.toUser().generation());
            } else {
                sessions.endAll(id);
            }
        });
    }

    @Override
    @Transactional
    public Set<SessionId> expire() {
        Instant now = now();
        Set<SessionId> expired = new HashSet<>();
        for (StoredSession stored : sessions.findOver(now, now.minus(settings.idle()))) {
            LoginSession session = stored.toSession();
            boolean ours = sessions.end(session.id().value(), session.user().value()) > 0;
            if (ours && session.kind() == Kind.WEB) {
                expired.add(session.id());
                audit.happened(
                        session.user(),
                        nameOf(session.user()),
                        "session.expire",
                        session.expiresAt().isAfter(now) ? "idle" : "its time is over");
            }
        }
        return expired;
    }

    @Override
    @Transactional(readOnly = true)
    public Set<SessionId> web() {
        return sessions.findWebIds().stream().map(SessionId::new).collect(Collectors.toUnmodifiableSet());
    }

    private String nameOf(UserId user) {
        return directory.find(user).map(found -> found.name().value()).orElse("(gone)");
    }

    private static @Nullable String cut(@Nullable String userAgent) {
        return userAgent == null || userAgent.length() <= USER_AGENT ? userAgent : userAgent.substring(0, USER_AGENT);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
