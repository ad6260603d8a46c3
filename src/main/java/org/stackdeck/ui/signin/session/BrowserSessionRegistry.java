package org.stackdeck.ui.signin.session;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.communication.PushConnection;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.UserChanged;
import org.stackdeck.identity.session.LoginSessionService;
import org.stackdeck.identity.session.LoginSessionsEnded;
import org.stackdeck.platform.PeriodicTask;
import org.stackdeck.ui.EndedSession;
import org.stackdeck.ui.UserPrincipal;

/**
 * Registry of the browser sessions of this instance. Ends sessions without a valid login session, together with their
 * open pages: immediately if this instance ended the login session, within a second if another instance ended it or it
 * timed out. Invalidates the container's session, because it would remain usable if only Flow's session ended.
 */
@Component
class BrowserSessionRegistry implements HttpSessionListener, SmartInitializingSingleton, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(BrowserSessionRegistry.class);
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);
    /** Maximum time that a busy page can delay the end of its session. */
    private static final long MAX_PUSH_WAIT_MILLIS = 500;

    /** Maximum time to wait for the redirects. Requests of the session are already rejected, and its pages are empty. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    private static final long PUSH_CHECK_MILLIS = 25;

    private static final String LEAVE_SCRIPT =
            "location.assign('/login?' + $0 + '&next=' + encodeURIComponent(location.pathname + location.search))";

    private final Map<String, Entry> byId = new ConcurrentHashMap<>();
    /** IDs of the sessions whose pages are being redirected. */
    private final Set<String> ending = ConcurrentHashMap.newKeySet();

    private final LoginSessionService logins;
    private final PeriodicTask checks = new PeriodicTask("end-sessions", CHECK_INTERVAL, this::endInvalidSessions);

    BrowserSessionRegistry(LoginSessionService logins) {
        this.logins = logins;
    }

    void add(UserPrincipal principal, HttpSession session) {
        byId.put(session.getId(), new Entry(principal.session(), session));
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
     * Runs asynchronously, because the caller may hold the lock of a page of the same session, or a database
     * connection.
     */
    private void checkNow() {
        checks.trigger();
    }

    private void endInvalidSessions() {
        try {
            // A copy: sessions that start during the database query are checked in the next run.
            List<Entry> here = List.copyOf(byId.values());
            Set<SessionId> expired = logins.deleteExpired();
            if (here.isEmpty()) {
                return;
            }
            Set<SessionId> alive = logins.browserSessionIds();
            here.stream().filter(entry -> !alive.contains(entry.id())).forEach(entry -> {
                startEnd(entry.session(), expired.contains(entry.id()) ? "expired" : "ended");
            });
        } catch (RuntimeException e) {
            // The database is temporarily unavailable: requests are rejected anyway, and the next run ends the
            // sessions.
            LOG.debug("Could not load the ended sessions", e);
        }
    }

    /**
     * Redirects the pages of a session whose login session has ended, and then invalidates it. Until then, it must not be
     * invalidated by a request, because the other pages would not be redirected.
     */
    void end(HttpSession session) {
        startEnd(session, "ended");
    }

    private void startEnd(HttpSession session, String reason) {
        EndedSession.mark(session);
        String id = session.getId();
        if (!ending.add(id)) {
            return;
        }
        byId.remove(id);
        Thread.ofVirtual().name("end-session").start(() -> {
            try {
                end(session, reason);
            } finally {
                ending.remove(id);
            }
        });
    }

    private static void end(HttpSession session, String reason) {
        try {
            Collection<VaadinSession> all = VaadinSession.getAllSessions(session);
            all.forEach(pages -> {
                Future<Void> _ = pages.access(() -> List.copyOf(pages.getUIs()).forEach(ui -> redirect(ui, reason)));
            });
            awaitRedirects(all);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            LOG.debug("The session has ended already", e);
        } finally {
            BrowserSignInService.end(session);
        }
    }

    /**
     * Waits until each page has left, also a new page, whose push connection is not established yet, and one that is still
     * receiving an earlier update.
     */
    private static void awaitRedirects(Collection<VaadinSession> all) throws InterruptedException {
        Set<UI> connected = Collections.newSetFromMap(new IdentityHashMap<>());
        Instant end = Instant.now().plus(MAX_WAIT);
        while (Instant.now().isBefore(end)) {
            boolean done = true;
            for (VaadinSession pages : all) {
                done &= haveLeft(pages, connected);
            }
            if (done) {
                return;
            }
            Thread.sleep(PUSH_CHECK_MILLIS);
        }
    }

    /** @param connected the pages that have had a push connection, to which the pages are added that have one now */
    private static boolean haveLeft(VaadinSession pages, Set<UI> connected) throws InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        Future<Void> check = pages.access(() -> done.set(
                pages.getUIs().stream().filter(ui -> !hasLeft(ui, connected)).count() == 0));
        try {
            check.get(MAX_PUSH_WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("Could not check the pages of an ended session", e);
        }
        return done.get();
    }

    /**
     * Returns whether the page has left: it then disconnects. That its push was handed to the WebSocket is not sufficient,
     * because the end of the session closes the WebSocket before it has sent everything.
     */
    private static boolean hasLeft(UI ui, Set<UI> connected) {
        PushConnection push = ui.getInternals().getPushConnection();
        if (push != null && push.isConnected()) {
            connected.add(ui);
            return false;
        }
        return push == null || connected.contains(ui);
    }

    private static void redirect(UI ui, String reason) {
        try {
            if (ui.isAttached() && !ui.isClosing()) {
                ui.getPage().executeJs(LEAVE_SCRIPT, reason);
                // A page that does not leave must neither receive nor do anything from now on.
                ui.getChildren().toList().forEach(BrowserSessionRegistry::remove);
                ui.push();
            }
        } catch (RuntimeException e) {
            // The other pages must be redirected too.
            LOG.warn("Could not redirect a page of an ended session", e);
        }
    }

    private static void remove(com.vaadin.flow.component.Component content) {
        try {
            content.getElement().removeFromParent();
        } catch (RuntimeException e) {
            LOG.warn("Could not remove a part of a page of an ended session", e);
        }
    }

    private record Entry(SessionId id, HttpSession session) {}
}
