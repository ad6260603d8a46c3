package org.stackdeck.ui;

import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.WrappedSession;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/**
 * Marks a session that has ended but continues to exist until its open pages have been redirected. Until then, requests
 * must treat the session as nonexistent.
 */
public final class EndedSessionMarker {

    private static final String ATTRIBUTE = EndedSessionMarker.class.getName();

    private EndedSessionMarker() {}

    public static void mark(HttpSession session) {
        try {
            session.setAttribute(ATTRIBUTE, true);
        } catch (IllegalStateException e) {
            // The session no longer exists.
        }
    }

    /** Returns whether the session has ended or been invalidated; false if there is no session. */
    public static boolean isEnded(@Nullable HttpSession session) {
        try {
            return session != null && session.getAttribute(ATTRIBUTE) != null;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    /** Returns whether the HTTP session of the pages has ended or been invalidated, or does not exist. */
    public static boolean isEnded(VaadinSession pages) {
        WrappedSession session = pages.getSession();
        try {
            return session == null || session.getAttribute(ATTRIBUTE) != null;
        } catch (IllegalStateException e) {
            return true;
        }
    }
}
