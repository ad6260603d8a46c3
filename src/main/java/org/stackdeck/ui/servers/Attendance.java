package org.stackdeck.ui.servers;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserName;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.CurrentUser;

/** That a reader is at a server's page: there for others as long as the page stands and they see it and the server. */
final class Attendance {

    private final Presence presence;
    private final ServerKey server;
    private final CurrentUser currentUser;
    private final Consumer<List<UserName>> shown;
    /** Told of the others, while the page stands. */
    private @Nullable Consumer<List<UserName>> told;

    private @Nullable Subscription visit;
    private boolean hidden;
    private boolean seen;

    /** @param shown shows who else is there; nobody, once the reader is not there themselves */
    Attendance(Presence presence, ServerKey server, CurrentUser currentUser, Consumer<List<UserName>> shown) {
        this.presence = presence;
        this.server = server;
        this.currentUser = currentUser;
        this.shown = shown;
    }

    /**
     * The page stands.
     *
     * @param others is told of those who look at it too
     */
    void begin(Consumer<List<UserName>> others) {
        told = others;
        attend();
    }

    void end() {
        told = null;
        attend();
    }

    /** Whether nobody can see the page. */
    void hide(boolean now) {
        hidden = now;
        attend();
    }

    /** Whether the reader may see the server. */
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
