package org.stackdeck.ui.signin;

import com.vaadin.flow.server.VaadinSession;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserChanged;
import org.stackdeck.ui.SignedInUser;

/** Knows the sessions of signed-in users, and ends those of a user who may no longer have them, open pages included. */
@Component
class SessionRegistry implements HttpSessionListener {

    private static final Logger LOG = LoggerFactory.getLogger(SessionRegistry.class);
    /** How long a busy page may hold up the end of its session. */
    private static final long PATIENCE_MILLIS = 500;

    private final Map<String, Entry> byId = new ConcurrentHashMap<>();
    private final Directory directory;

    SessionRegistry(Directory directory) {
        this.directory = directory;
    }

    void add(SignedInUser user, HttpSession session) {
        byId.put(session.getId(), new Entry(user, session));
    }

    int count() {
        return byId.size();
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        byId.remove(event.getSession().getId());
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(UserChanged changed) {
        List<Entry> theirs = byId.values().stream()
                .filter(entry -> entry.user().id().equals(changed.user()))
                .toList();
        if (theirs.isEmpty()) {
            return;
        }
        // Not on this thread: it may hold the lock of a page of the very session, or a database connection.
        Thread.ofVirtual().name("end-sessions").start(() -> endStale(changed, theirs));
    }

    private void endStale(UserChanged changed, List<Entry> theirs) {
        User now = directory.find(changed.user()).orElse(null);
        theirs.stream()
                .filter(entry -> now == null
                        || !now.active()
                        || now.generation() != entry.user().generation())
                .forEach(entry -> Thread.ofVirtual().name("end-session").start(() -> end(entry.session())));
    }

    private static void end(HttpSession session) {
        try {
            List<Future<Void>> told = new ArrayList<>();
            for (VaadinSession pages : VaadinSession.getAllSessions(session)) {
                told.add(pages.access(() -> pages.getUIs().forEach(ui -> {
                    ui.getPage().setLocation("/login?ended");
                    ui.push();
                })));
            }
            for (Future<Void> page : told) {
                page.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("a page could not be told that its session ends", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            LOG.debug("the session had ended already", e);
        }
        Sessions.end(session);
    }

    private record Entry(SignedInUser user, HttpSession session) {}
}
