package org.stackdeck.ui.servers.live;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserName;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.CurrentUser;

/** Registers a viewer of a server while the page is open and visible and the viewer may see the server. */
public final class PresenceRegistration {

    private final PresenceRegistry presenceRegistry;
    private final ServerKey server;
    private final CurrentUser currentUser;
    private final Consumer<List<UserName>> display;
    /** Receives the other viewers; null while the page is closed. */
    private @Nullable Consumer<List<UserName>> listener;

    private @Nullable Subscription registration;
    private boolean hidden;
    private boolean serverVisible;

    /** @param shown receives an empty list when the registration ends */
    public PresenceRegistration(
            PresenceRegistry presenceRegistry,
            ServerKey server,
            CurrentUser currentUser,
            Consumer<List<UserName>> shown) {
        this.presenceRegistry = presenceRegistry;
        this.server = server;
        this.currentUser = currentUser;
        this.display = shown;
    }

    /**
     * Starts the registration when the page is opened.
     *
     * @param others receives the other viewers of the server
     */
    public void start(Consumer<List<UserName>> others) {
        listener = others;
        update();
    }

    public void stop() {
        listener = null;
        update();
    }

    /** Sets whether the browser tab is hidden. */
    public void setHidden(boolean now) {
        hidden = now;
        update();
    }

    /** Sets whether the viewer may see the server. */
    public void setServerVisible(boolean now) {
        serverVisible = now;
        update();
    }

    private void update() {
        Consumer<List<UserName>> others = listener;
        if (others != null && !hidden && serverVisible) {
            if (registration == null) {
                Caller caller = currentUser.caller();
                registration = presenceRegistry.register(server, caller.userId(), caller.userName(), others);
            }
        } else if (registration != null) {
            registration.close();
            registration = null;
            display.accept(List.of());
        }
    }
}
