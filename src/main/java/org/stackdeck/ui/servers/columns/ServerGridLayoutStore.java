package org.stackdeck.ui.servers.columns;

import com.vaadin.flow.component.AttachEvent;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.Caller;
import org.stackdeck.preferences.PreferenceChanges;
import org.stackdeck.preferences.UserPreferenceName;
import org.stackdeck.preferences.UserPreferenceService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.servers.grid.ServerGridLayout;

/**
 * Loads, saves and observes the grid layout of the signed-in user, even on a page that shows the servers of another
 * user.
 */
@Component
public class ServerGridLayoutStore {

    private final UserPreferenceService preferences;
    private final PreferenceChanges changes;
    private final UiPush uiPush;
    private final CurrentUser currentUser;

    ServerGridLayoutStore(
            UserPreferenceService preferences, PreferenceChanges changes, UiPush uiPush, CurrentUser currentUser) {
        this.preferences = preferences;
        this.changes = changes;
        this.uiPush = uiPush;
        this.currentUser = currentUser;
    }

    /** Returns the stored layout, or the default if none is stored. */
    public ServerGridLayout load() {
        return load(currentUser.caller());
    }

    /**
     * Passes the stored layout to the receiver now and after each change, including changes on other pages, until the
     * component is detached.
     */
    void bind(AttachEvent attached, Consumer<ServerGridLayout> receiver) {
        Caller caller = currentUser.caller();
        uiPush.bind(attached, listener -> changes.subscribe(caller.userId(), listener), () -> load(caller), receiver);
    }

    private ServerGridLayout load(Caller caller) {
        return preferences
                .find(caller, UserPreferenceName.SERVER_GRID_LAYOUT)
                .map(ServerGridLayout::fromJson)
                .orElse(ServerGridLayout.DEFAULT);
    }

    public void save(ServerGridLayout layout) {
        preferences.save(currentUser.caller(), UserPreferenceName.SERVER_GRID_LAYOUT, layout.toJson());
    }
}
