package org.stackdeck.ui.servers.views;

import org.stackdeck.ui.ViewLogic;

/**
 * Saved view that a page shows.
 *
 * @param content the parts of the view that the user may see
 * @param baseVersion version of the view on which the filters and columns of the page are based
 */
@ViewLogic
record OpenedView(AvailableSavedView available, ServerViewContent content, long baseVersion) {

    static OpenedView of(AvailableSavedView available, ServerViewContent content) {
        return new OpenedView(available, content, available.view().version());
    }

    /**
     * Returns the version on which the unsaved changes of the page are based after another page has saved the view.
     * This is the new version if only the name was changed, because a new name does not conflict with the unsaved
     * changes.
     */
    long baseVersionAfter(OpenedView changed) {
        boolean renamed = baseVersion == available.view().version() && content.equals(changed.content);
        return renamed ? changed.baseVersion : baseVersion;
    }

    String id() {
        return available.id();
    }

    String name() {
        return available.view().name().value();
    }

    /** Returns the suggested name of a copy; empty for the user's own view. */
    String copiedName() {
        return available.isOwn() ? "" : name();
    }

    /** Returns whether the filters, sort order or layout of the grid differ from those of the view. */
    boolean isModified(ViewableServerGrid target) {
        return !content.isUnchanged(target.query(), target.layout());
    }
}
