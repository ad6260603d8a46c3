package org.stackdeck.ui.servers;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserName;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.CurrentUser;

/** Registers a viewer of a server while the page is open and visible and the viewer may see the server. */
final class Attendance {

    private final Presence presence;
    private final ServerKey server;
    private final CurrentUser currentUser;
    private final Consumer<List<UserName>> shown;
    /** Receives the other viewers; null while the page is closed. */
    private @Nullable Consumer<List<UserName>> told;

    private @Nullable Subscription visit;
    private boolean hidden;
    private boolean seen;

    /** @param shown receives an empty list when the registration ends */
    Attendance(Presence presence, ServerKey server, CurrentUser currentUser, Consumer<List<UserName>> shown) {
        this.presence = presence;
        this.server = server;
        this.currentUser = currentUser;
        this.shown = shown;
    }

    /**
     * Starts when the page is opened.
     *
     * @param others receives the other viewers of the server
     */
    void begin(Consumer<List<UserName>> others) {
        told = others;
        attend();
    }

    void end() {
        told = null;
        attend();
    }

    /** Sets whether the browser tab is hidden. */
    void hide(boolean now) {
        hidden = now;
        attend();
    }

    /** Sets whether the viewer may see the server. */
    void see(boolean now) {
        seen = now;
        attend();
    }

    private void attend() {
        Consumer<List<UserName>> others = told;
        if (others != null && !hidden && seen) {
            if (visit == null) {
                Caller caller = currentUser.caller();
                visit = presence.enter(server, caller.userId(), caller.userName(), others);
            }
        } else if (visit != null) {
            visit.close();
            visit = null;
            shown.accept(List.of());
        }
    }
}
