package org.stackdeck.ui.servers.columns;

import org.springframework.stereotype.Component;
import org.stackdeck.preferences.UserPreferenceName;
import org.stackdeck.preferences.UserPreferenceService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.servers.grid.ServerGridLayout;

/** Loads and saves the grid layout of the signed-in user, also on a page that shows the servers of another user. */
@Component
public class ServerGridLayoutStore {

    private final UserPreferenceService preferences;
    private final CurrentUser currentUser;

    ServerGridLayoutStore(UserPreferenceService preferences, CurrentUser currentUser) {
        this.preferences = preferences;
        this.currentUser = currentUser;
    }

    /** Returns the stored layout, or the default if none is stored. */
    public ServerGridLayout load() {
        return preferences
                .find(currentUser.caller(), UserPreferenceName.SERVER_GRID_LAYOUT)
                .map(ServerGridLayout::fromJson)
                .orElse(ServerGridLayout.DEFAULT);
    }

    public void save(ServerGridLayout layout) {
        preferences.save(currentUser.caller(), UserPreferenceName.SERVER_GRID_LAYOUT, layout.toJson());
    }
}
