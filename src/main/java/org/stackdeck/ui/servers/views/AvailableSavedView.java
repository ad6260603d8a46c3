package org.stackdeck.ui.servers.views;

import org.jspecify.annotations.Nullable;
import org.stackdeck.identity.UserName;
import org.stackdeck.preferences.SavedView;
import org.stackdeck.preferences.SharedView;
import org.stackdeck.ui.ViewLogic;

/**
 * Saved view that a user can open.
 *
 * @param sharedBy owner of a view that another user shares; null for the user's own view
 * @param hidden whether the user has hidden the shared view
 * @param sharedWithOthers whether the user shares this view with others
 */
@ViewLogic
record AvailableSavedView(SavedView view, @Nullable UserName sharedBy, boolean hidden, boolean sharedWithOthers) {

    static AvailableSavedView own(SavedView view, boolean sharedWithOthers) {
        return new AvailableSavedView(view, null, false, sharedWithOthers);
    }

    static AvailableSavedView shared(SharedView shared) {
        return new AvailableSavedView(shared.view(), shared.owner(), shared.hidden(), false);
    }

    String id() {
        return view.id().toString();
    }

    boolean isOwn() {
        return sharedBy == null;
    }
}
