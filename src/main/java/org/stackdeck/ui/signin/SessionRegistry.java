package org.stackdeck.ui.signin;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.communication.PushConnection;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
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
import org.stackdeck.identity.LoginSessions;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.SessionsEnded;
import org.stackdeck.identity.UserChanged;
import org.stackdeck.ui.SignedInUser;

/**
 * Knows the browsers' sessions that this process holds, and ends those that no longer stand in the book of sessions, open
 * pages included: at once when they were ended here, within a second when on another console or by time. Ending Flow's
 * part alone would leave the container's session usable.
 */
@Component
class SessionRegistry implements HttpSessionListener, SmartInitializingSingleton, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(SessionRegistry.class);
    private static final long PERIOD_MILLIS = 1_000;
    /** How long a busy page may hold up the end of its session. */
    private static final long PATIENCE_MILLIS = 500;

    private static final long STEP_MILLIS = 25;

    private static final String LEAVE =
            "location.assign('/login?' + $0 + '&next=' + encodeURIComponent(location.pathname + location.search))";

    private final Map<String, Entry> byId = new ConcurrentHashMap<>();
    private final LoginSessions logins;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("end-sessions").factory());

    SessionRegistry(LoginSessions logins) {
        this.logins = logins;
    }

    void add(SignedInUser user, HttpSession session) {
        byId.put(session.getId(), new Entry(user.session(), session));
    }

    void forget(@Nullable HttpSession session) {
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
        Future<?> _ = looks.scheduleWithFixedDelay(this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void destroy() {
        looks.shutdownNow();
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(UserChanged changed) {
        lookNow();
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(SessionsEnded ended) {
        lookNow();
    }

    /** Not on the caller's thread: it may hold the lock of a page of the very session, or a database connection. */
    private void lookNow() {
        if (!looks.isShutdown()) {
            looks.execute(this::look);
        }
    }

    private void look() {
        try {
            // Those that are here now: one that begins while the database is asked is looked at the next time.
            List<Entry> here = List.copyOf(byId.values());
            Set<SessionId> expired = logins.expire();
            if (here.isEmpty()) {
                return;
            }
            Set<SessionId> alive = logins.web();
            here.stream().filter(entry -> !alive.contains(entry.id())).forEach(entry -> {
                byId.remove(entry.session().getId(), entry);
                String why = expired.contains(entry.id()) ? "expired" : "ended";
                Thread.ofVirtual().name("end-session").start(() -> end(entry.session(), why));
            });
        } catch (RuntimeException e) {
            // The database is away for a moment: requests are refused by themselves then, and the next look ends the
            // rest.
            LOG.debug("could not look for ended sessions", e);
        }
    }

    private static void end(HttpSession session, String why) {
        try {
            List<Future<Void>> told = new ArrayList<>();
            for (VaadinSession pages : VaadinSession.getAllSessions(session)) {
                told.add(pages.access(() -> pages.getUIs().forEach(ui -> lead(ui, why))));
            }
            for (Future<Void> page : told) {
                page.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            }
            awaitPush(session);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("a page could not be told that its session ends", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            LOG.debug("the session had ended already", e);
        }
        Sessions.end(session);
    }

    /** What a page is told while its push connection is being made goes out once it is there, if the session still is. */
    private static void awaitPush(HttpSession session)
            throws InterruptedException, ExecutionException, TimeoutException {
        for (long waited = 0; waited < PATIENCE_MILLIS; waited += STEP_MILLIS) {
            boolean connected = true;
            for (VaadinSession pages : VaadinSession.getAllSessions(session)) {
                AtomicBoolean all = new AtomicBoolean();
                pages.access(() -> all.set(pages.getUIs().stream().allMatch(SessionRegistry::connected)))
                        .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                connected &= all.get();
            }
            if (connected) {
                return;
            }
            Thread.sleep(STEP_MILLIS);
        }
    }

    private static boolean connected(UI ui) {
        PushConnection push = ui.getInternals().getPushConnection();
        return push == null || push.isConnected();
    }

    private static void lead(UI ui, String why) {
        ui.getPage().executeJs(LEAVE, why);
        ui.push();
    }

    private record Entry(SessionId id, HttpSession session) {}
}
