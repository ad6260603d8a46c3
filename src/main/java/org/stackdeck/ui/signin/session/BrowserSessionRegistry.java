package org.stackdeck.ui.signin.session;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.communication.PushConnection;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Duration;
import java.util.ArrayList;
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

    /** Maximum time to wait for the push connection of a new page. Requests of the session are already rejected. */
    private static final long MAX_CONNECTION_WAIT_MILLIS = 5_000;

    private static final long PUSH_CHECK_MILLIS = 25;

    private static final String LEAVE_SCRIPT =
            "location.assign('/login?' + $0 + '&next=' + encodeURIComponent(location.pathname + location.search))";

    private final Map<String, Entry> byId = new ConcurrentHashMap<>();
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
                byId.remove(entry.session().getId(), entry);
                String reason = expired.contains(entry.id()) ? "expired" : "ended";
                Thread.ofVirtual().name("end-session").start(() -> end(entry.session(), reason));
            });
        } catch (RuntimeException e) {
            // The database is temporarily unavailable: requests are rejected anyway, and the next run ends the
            // sessions.
            LOG.debug("Could not load the ended sessions", e);
        }
    }

    private static void end(HttpSession session, String reason) {
        try {
            List<Future<Void>> redirects = new ArrayList<>();
            for (VaadinSession pages : VaadinSession.getAllSessions(session)) {
                // A copy: a redirect can close a page.
                redirects.add(pages.access(() -> List.copyOf(pages.getUIs()).forEach(ui -> redirect(ui, reason))));
            }
            for (Future<Void> page : redirects) {
                page.get(MAX_PUSH_WAIT_MILLIS, TimeUnit.MILLISECONDS);
            }
            awaitPush(session);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("Could not redirect a page of an ended session", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            LOG.debug("The session has ended already", e);
        }
        BrowserSignInService.end(session);
    }

    /**
     * Waits until the push connection of each new page has been established, so that the page receives the redirect. A
     * page that has been connected once is not checked again, because it disconnects when it is redirected.
     */
    private static void awaitPush(HttpSession session)
            throws InterruptedException, ExecutionException, TimeoutException {
        Set<UI> reached = Collections.newSetFromMap(new IdentityHashMap<>());
        for (long waited = 0; waited < MAX_CONNECTION_WAIT_MILLIS; waited += PUSH_CHECK_MILLIS) {
            boolean connected = true;
            for (VaadinSession pages : VaadinSession.getAllSessions(session)) {
                AtomicBoolean all = new AtomicBoolean();
                pages.access(() -> {
                            pages.getUIs().stream()
                                    .filter(BrowserSessionRegistry::isConnected)
                                    .forEach(reached::add);
                            all.set(reached.containsAll(pages.getUIs()));
                        })
                        .get(MAX_PUSH_WAIT_MILLIS, TimeUnit.MILLISECONDS);
                connected &= all.get();
            }
            if (connected) {
                return;
            }
            Thread.sleep(PUSH_CHECK_MILLIS);
        }
    }

    private static boolean isConnected(UI ui) {
        PushConnection push = ui.getInternals().getPushConnection();
        return push == null || push.isConnected();
    }

    private static void redirect(UI ui, String reason) {
        ui.getPage().executeJs(LEAVE_SCRIPT, reason);
        ui.push();
    }

    private record Entry(SessionId id, HttpSession session) {}
}
