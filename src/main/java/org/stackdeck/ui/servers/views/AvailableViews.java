package org.stackdeck.ui.servers.views;

import java.util.List;
import java.util.Optional;
import org.stackdeck.identity.Caller;
import org.stackdeck.preferences.SavedView;
import org.stackdeck.preferences.SavedViewService;
import org.stackdeck.preferences.UserPreferenceName;
import org.stackdeck.preferences.UserPreferenceService;
import org.stackdeck.ui.ViewLogic;

/**
 * Saved views that a user can open, as last loaded.
 *
 * @param startView ID of the view that the page shows first: a saved or a built-in view
 */
@ViewLogic
record AvailableViews(List<SavedView> saved, String startView) {

    AvailableViews {
        saved = List.copyOf(saved);
    }

    static AvailableViews load(Caller caller, SavedViewService views, UserPreferenceService preferences) {
        return new AvailableViews(
                views.list(caller),
                preferences
                        .find(caller, UserPreferenceName.SERVER_START_VIEW)
                        .orElse(BuiltInView.ALL.code()));
    }

    Optional<SavedView> find(String id) {
        return saved.stream().filter(view -> view.id().toString().equals(id)).findFirst();
    }
}
