package org.stackdeck.ui.signin.session;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.UserChanged;
import org.stackdeck.identity.session.LoginSessionService;
import org.stackdeck.identity.session.LoginSessionsEnded;
import org.stackdeck.platform.PeriodicTask;
import org.stackdeck.ui.EndedSessionMarker;
import org.stackdeck.ui.UserPrincipal;

/**
 * Registry of the browser sessions of this instance. Ends sessions without a valid login session, together with their
 * open pages: immediately if this instance ended the login session, otherwise within a second.
 */
@Component
class BrowserSessionRegistry implements HttpSessionListener, SmartInitializingSingleton, DisposableBean, MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(BrowserSessionRegistry.class);
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);
    /**
     * Maximum number of browser sessions of a login session. When several tabs reload at the same time, each of them
     * can restore a session, but the browser uses only the last one.
     */
    private static final int MAX_PER_LOGIN_SESSION = 10;

    private final Map<String, Entry> byId = new ConcurrentHashMap<>();
    /** Login sessions that could not be ended when their users signed out. */
    private final Map<SessionId, Caller> signedOut = new ConcurrentHashMap<>();

    /** IDs of the sessions whose pages are being redirected. */
    private final Set<String> ending = ConcurrentHashMap.newKeySet();

    private final LoginSessionService logins;
    private final PeriodicTask checks = new PeriodicTask("end-sessions", CHECK_INTERVAL, this::check);

    BrowserSessionRegistry(LoginSessionService logins) {
        this.logins = logins;
    }

    /** Adds a session. Ends the oldest sessions of the same login session if there are too many. */
    void add(UserPrincipal principal, HttpSession session) {
        byId.put(session.getId(), new Entry(principal.session(), session, System.nanoTime()));
        List<Entry> same = byId.values().stream()
                .filter(entry -> entry.id().equals(principal.session()))
                .sorted(Comparator.comparingLong(Entry::addedAt))
                .toList();
        same.subList(0, Math.max(0, same.size() - MAX_PER_LOGIN_SESSION)).forEach(entry -> {
            byId.values().remove(entry);
            BrowserSessionService.end(entry.session());
        });
    }

    void remove(@Nullable HttpSession session) {
        if (session != null) {
            byId.remove(session.getId());
        }
    }

    int count() {
        return byId.size();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("stackdeck.sessions.active", this, BrowserSessionRegistry::count)
                .description("sessions of signed-in browsers")
                .register(registry);
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        byId.remove(event.getSession().getId());
    }

    @Override
    public void afterSingletonsInstantiated() {
        checks.start();
    }

    @Override
    public void destroy() {
        checks.stop();
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(UserChanged changed) {
        checkNow();
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(LoginSessionsEnded ended) {
        checkNow();
    }

    /**
     * Triggers a check. The check runs asynchronously, because the caller may hold a database connection or the lock of
     * a page of the same session.
     */
    private void checkNow() {
        checks.trigger();
    }

    private void check() {
        endInvalidSessions();
        retrySignOuts();
    }

    private void retrySignOuts() {
        signedOut.forEach((session, caller) -> {
            try {
                logins.logout(caller, session);
                signedOut.remove(session);
            } catch (RuntimeException e) {
                LOG.debug("Could not end the session of {}, who has signed out", caller.userName(), e);
            }
        });
    }

    private void endInvalidSessions() {
        try {
            // Uses a copy: the next run checks sessions that start during the database query.
            List<Entry> entries = List.copyOf(byId.values());
            Set<SessionId> expired = logins.deleteExpired();
            if (entries.isEmpty()) {
                return;
            }
            Set<SessionId> alive = logins.browserSessionIds();
            entries.stream().filter(entry -> !alive.contains(entry.id())).forEach(entry -> {
                start(
                        expired.contains(entry.id())
                                ? SessionTerminator.expired(entry.session())
                                : SessionTerminator.ended(entry.session()));
            });
        } catch (RuntimeException e) {
            // The database is temporarily unavailable. Meanwhile, requests are rejected, and a later run ends the
            // sessions.
            LOG.debug("Could not load the ended sessions", e);
        }
    }

    /**
     * Redirects the pages of a session whose login session has ended, and then invalidates the session. Until then, no
     * request may invalidate the session, because the other pages would not be redirected.
     */
    void end(HttpSession session) {
        start(SessionTerminator.ended(session));
    }

    /**
     * Ends the login session later, because the sign-out could not end it. Until then, a browser could restore the
     * session.
     */
    void retrySignOut(Caller caller, SessionId session) {
        signedOut.put(session, caller);
    }

    /** Redirects the pages of a session whose user has signed out, and then invalidates the session. */
    void signOut(HttpSession session) {
        start(SessionTerminator.signedOut(session));
    }

    private void start(SessionTerminator end) {
        EndedSessionMarker.mark(end.session());
        String id = end.session().getId();
        if (!ending.add(id)) {
            return;
        }
        byId.remove(id);
        Thread.ofVirtual().name("end-session").start(() -> {
            try {
                end.run();
            } finally {
                ending.remove(id);
            }
        });
    }

    /** @param addedAt value of {@link System#nanoTime} */
    private record Entry(SessionId id, HttpSession session, long addedAt) {}
}
