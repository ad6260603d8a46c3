package org.stackdeck.ui.servers.views;

import org.stackdeck.preferences.SavedView;
import org.stackdeck.ui.ViewLogic;

/** Saved view that a page shows, with its parsed content. */
@ViewLogic
record OpenView(SavedView view, ServerViewContent content) {

    static OpenView of(SavedView view) {
        return new OpenView(view, ServerViewContent.fromJson(view.content()));
    }

    String id() {
        return view.id().toString();
    }

    /** Returns whether the grid shows other filters or columns than the view. */
    boolean isModified(ServerViewTarget target) {
        return !content.isUnchanged(target.query(), target.layout());
    }
}
