package org.stackdeck.ui.signin.session;

import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/**
 * Marks a session that has ended, but exists until its open pages have been redirected. Until then, requests must treat it as
 * if it did not exist.
 */
public final class EndedSession {

    /** Attribute of the session. */
    public static final String ATTRIBUTE = EndedSession.class.getName();

    private EndedSession() {}

    static void mark(HttpSession session) {
        try {
            session.setAttribute(ATTRIBUTE, true);
        } catch (IllegalStateException e) {
            // It does not exist anymore.
        }
    }

    /** Returns false if there is no session. */
    public static boolean isEnded(@Nullable HttpSession session) {
        try {
            return session != null && session.getAttribute(ATTRIBUTE) != null;
        } catch (IllegalStateException e) {
            return true;
        }
    }
}
