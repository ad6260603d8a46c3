package org.stackdeck.ui.signin.session;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.communication.PushConnection;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties and redirects the open pages of a session, waits until the browser has left them, and invalidates the
 * session. Invalidates the HTTP session, because it would remain usable if only Flow's session ended.
 *
 * @param leaveScript JavaScript that shows the sign-in page
 */
record SessionTerminator(HttpSession session, String leaveScript) implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(SessionTerminator.class);

    /** Maximum time that one check waits for the lock of a busy session. The checks end after {@link #MAX_WAIT}. */
    private static final long MAX_LOCK_WAIT_MILLIS = 500;

    /**
     * Maximum time to wait for the redirects. Requests of the session are already rejected, and its pages are empty.
     */
    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    private static final long PUSH_CHECK_MILLIS = 25;

    static SessionTerminator expired(HttpSession session) {
        return new SessionTerminator(session, signInAgainScript("expired"));
    }

    /** Creates the task for a session that was ended, for instance because the user was disabled. */
    static SessionTerminator ended(HttpSession session) {
        return new SessionTerminator(session, signInAgainScript("ended"));
    }

    static SessionTerminator signedOut(HttpSession session) {
        return new SessionTerminator(session, "location.replace('/login')");
    }

    private static String signInAgainScript(String reason) {
        return "location.replace('/login?" + reason
                + "&next=' + encodeURIComponent(location.pathname + location.search))";
    }

    @Override
    public void run() {
        try {
            Collection<VaadinSession> all = VaadinSession.getAllSessions(session);
            all.forEach(pages -> {
                Future<Void> _ = pages.access(() -> List.copyOf(pages.getUIs()).forEach(this::end));
            });
            awaitRedirects(all);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            LOG.debug("The session has ended already", e);
        } finally {
            BrowserSessionService.end(session);
        }
    }

    private void end(UI ui) {
        try {
            if (ui.isAttached() && !ui.isClosing()) {
                // Removes the content, so that a page that the browser does not leave neither shows nor executes
                // anything.
                ui.getChildren().toList().forEach(SessionTerminator::remove);
                ui.getPage().executeJs(leaveScript);
                ui.push();
            }
        } catch (RuntimeException e) {
            // The other pages must also be redirected.
            LOG.warn("Could not redirect a page of an ended session", e);
        }
    }

    private static void remove(Component content) {
        try {
            content.getElement().removeFromParent();
        } catch (RuntimeException e) {
            LOG.warn("Could not remove a component from a page of an ended session", e);
        }
    }

    /**
     * Waits until the browser has left each page, but not longer than {@link #MAX_WAIT}. Also waits for a new page
     * whose push connection is not established yet, and for a page that is still receiving an earlier update.
     */
    private static void awaitRedirects(Collection<VaadinSession> all) throws InterruptedException {
        Set<UI> connected = Collections.newSetFromMap(new IdentityHashMap<>());
        long end = System.nanoTime() + MAX_WAIT.toNanos();
        while (System.nanoTime() - end < 0) {
            boolean done = true;
            for (VaadinSession pages : all) {
                done &= allDisconnected(pages, connected);
            }
            if (done) {
                return;
            }
            Thread.sleep(PUSH_CHECK_MILLIS);
        }
    }

    /** @param connected the pages that have had a push connection; pages that have one now are added */
    private static boolean allDisconnected(VaadinSession pages, Set<UI> connected) throws InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        Future<Void> check = pages.access(() -> done.set(pages.getUIs().stream()
                        .filter(ui -> !isDisconnected(ui, connected))
                        .count()
                == 0));
        try {
            check.get(MAX_LOCK_WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("Could not check the pages of an ended session", e);
        }
        return done.get();
    }

    /**
     * Returns whether the page has disconnected, as it does when the browser leaves it. Handing a push to the WebSocket
     * is not sufficient, because the end of the session closes the WebSocket before everything has been sent.
     */
    private static boolean isDisconnected(UI ui, Set<UI> connected) {
        PushConnection push = ui.getInternals().getPushConnection();
        if (push != null && push.isConnected()) {
            connected.add(ui);
            return false;
        }
        return push == null || connected.contains(ui);
    }
}
