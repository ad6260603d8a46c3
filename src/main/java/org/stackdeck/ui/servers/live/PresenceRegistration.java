package org.stackdeck.ui.servers.live;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserName;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.push.UiPush;

/** Registers the user as a viewer of a server while the page is open and visible and the user may see the server. */
public final class PresenceRegistration {

    private final PresenceRegistry presenceRegistry;
    private final ServerKey server;
    private final CurrentUser currentUser;
    private final UiPush uiPush;
    private final Consumer<List<UserName>> display;
    /** Receives the other viewers; null while the page is closed. */
    private @Nullable Consumer<List<UserName>> listener;

    private @Nullable Subscription registration;
    private boolean hidden;
    private boolean serverVisible;

    /** @param display receives the other viewers of the server, and an empty list when the registration ends */
    public PresenceRegistration(
            PresenceRegistry presenceRegistry,
            ServerKey server,
            CurrentUser currentUser,
            UiPush uiPush,
            Consumer<List<UserName>> display) {
        this.presenceRegistry = presenceRegistry;
        this.server = server;
        this.currentUser = currentUser;
        this.uiPush = uiPush;
        this.display = display;
    }

    /** Starts the registration when the page is opened. The registration ends when the page is detached. */
    public void start(AttachEvent event) {
        Component page = event.getSource();
        uiPush.onVisibilityChange(event.getUI(), page, () -> setHidden(true), () -> setHidden(false));
        listener = uiPush.latest(event.getUI(), page, display);
        update();
        UiPush.closeOnDetach(page, this::stop);
    }

    private void stop() {
        listener = null;
        update();
    }

    private void setHidden(boolean now) {
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
