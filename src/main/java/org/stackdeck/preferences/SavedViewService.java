package org.stackdeck.preferences;

import java.util.List;
import org.stackdeck.identity.Caller;

/**
 * Manages the saved views of the caller. A view of another user is treated as nonexistent. Views are deleted with the
 * account.
 */
public interface SavedViewService {

    int MAX_PER_USER = 50;

    /** Maximum length of the content, in characters. */
    int MAX_LENGTH = 4_000;

    /** Returns the views of the caller, ordered by name. */
    List<SavedView> list(Caller caller);

    /**
     * @throws SavedViewException if the caller has a view with this name, ignoring case, or {@link #MAX_PER_USER}
     *     views, or if the content has more than {@link #MAX_LENGTH} characters
     * @throws org.stackdeck.identity.TooManyChangesException after too many changes within a minute
     */
    SavedView create(Caller caller, SavedViewName name, String content);

    /**
     * Replaces the name. Keeps the content, which another page may have changed.
     *
     * @return the stored view after the change
     * @throws SavedViewException if the view does not exist, or if the caller has another view with this name
     * @throws org.stackdeck.identity.TooManyChangesException after too many changes within a minute
     */
    SavedView rename(Caller caller, SavedViewId id, SavedViewName name);

    /**
     * Replaces the content and keeps the name.
     *
     * @param version version of the view on which the new content is based
     * @return the stored view after the change
     * @throws SavedViewException if the view does not exist or has another version, or if the content is too long
     * @throws org.stackdeck.identity.TooManyChangesException after too many changes within a minute
     */
    SavedView updateContent(Caller caller, SavedViewId id, long version, String content);

    /**
     * Deletes the view if it exists.
     *
     * @throws org.stackdeck.identity.TooManyChangesException after too many changes within a minute
     */
    void delete(Caller caller, SavedViewId id);
}
