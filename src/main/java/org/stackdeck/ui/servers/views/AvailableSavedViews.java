package org.stackdeck.ui.servers.views;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.stackdeck.identity.Caller;
import org.stackdeck.preferences.SavedViewId;
import org.stackdeck.preferences.SavedViewService;
import org.stackdeck.preferences.UserPreferenceName;
import org.stackdeck.preferences.UserPreferenceService;
import org.stackdeck.preferences.ViewSharingService;
import org.stackdeck.ui.ViewLogic;

/**
 * Saved views that a user can open, as last loaded: the user's own views, then shared views.
 *
 * @param startView ID of the view that the page shows first: a saved or a built-in view
 */
@ViewLogic
record AvailableSavedViews(List<AvailableSavedView> views, String startView) {

    static final AvailableSavedViews NONE = new AvailableSavedViews(List.of(), BuiltInView.ALL.code());

    AvailableSavedViews {
        views = List.copyOf(views);
    }

    static AvailableSavedViews load(
            Caller caller, SavedViewService views, ViewSharingService sharing, UserPreferenceService preferences) {
        Set<SavedViewId> shared = sharing.findOwnShared(caller);
        List<AvailableSavedView> available = Stream.concat(
                        views.list(caller).stream()
                                .map(view -> AvailableSavedView.own(view, shared.contains(view.id()))),
                        sharing.listShared(caller).stream().map(AvailableSavedView::shared))
                .toList();
        AvailableSavedViews withoutStart = new AvailableSavedViews(available, BuiltInView.ALL.code());
        return preferences
                .find(caller, UserPreferenceName.SERVER_START_VIEW)
                .filter(id -> BuiltInView.fromCode(id).isPresent()
                        || withoutStart.find(id).isPresent())
                .or(() -> sharing.findDefault(caller).map(SavedViewId::toString))
                .map(id -> new AvailableSavedViews(available, id))
                .orElse(withoutStart);
    }

    Optional<AvailableSavedView> find(String id) {
        return views.stream().filter(view -> view.id().equals(id)).findFirst();
    }

    /** Returns the views that the user has not hidden. Each of them has a tab. */
    List<AvailableSavedView> tabs() {
        return views.stream().filter(view -> !view.hidden()).toList();
    }

    boolean hasHidden() {
        return views.stream().anyMatch(AvailableSavedView::hidden);
    }
}
