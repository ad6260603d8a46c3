package org.stackdeck.ui.servers.columns;

import com.vaadin.flow.component.AttachEvent;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.Caller;
import org.stackdeck.preferences.PreferenceChangeNotifier;
import org.stackdeck.preferences.UserPreferenceName;
import org.stackdeck.preferences.UserPreferenceService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.servers.grid.ServerGridLayout;
import org.stackdeck.ui.servers.search.ServerSort;

/**
 * Loads, saves and observes the grid layout and the sort order of the signed-in user, even on a page that shows the
 * servers of another user.
 */
@Component
public class ServerGridLayoutStore {

    /** Settings of the user. */
    record Stored(ServerGridLayout layout, ServerSort sort) {}

    private final UserPreferenceService preferences;
    private final PreferenceChangeNotifier changes;
    private final UiPush uiPush;
    private final CurrentUser currentUser;

    ServerGridLayoutStore(
            UserPreferenceService preferences,
            PreferenceChangeNotifier changes,
            UiPush uiPush,
            CurrentUser currentUser) {
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
     * Passes the stored settings to the receiver now and after each change, including changes on other pages, until the
     * component is detached.
     */
    void bind(AttachEvent attached, Consumer<Stored> receiver) {
        Caller caller = currentUser.caller();
        uiPush.bind(
                attached,
                listener -> changes.subscribe(caller.userId(), listener),
                () -> new Stored(load(caller), loadSort(caller)),
                receiver);
    }

    /** Returns the stored sort order, by default by name. */
    ServerSort loadSort() {
        return loadSort(currentUser.caller());
    }

    private ServerSort loadSort(Caller caller) {
        return preferences
                .find(caller, UserPreferenceName.SERVER_GRID_SORT)
                .map(ServerSort::parse)
                .orElse(ServerSort.BY_NAME);
    }

    void saveSort(ServerSort order) {
        preferences.save(currentUser.caller(), UserPreferenceName.SERVER_GRID_SORT, order.code());
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
