package org.stackdeck.preferences;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.group.Group;

/**
 * Shares saved views with the members of a group, or with all users. Only the owner can change a shared view. A view
 * that is not shared with the caller is treated as nonexistent.
 *
 * <p>Members of a group and administrators can share views with the group. Only administrators can share views with all
 * users. While the owner does not have this permission, the view is not shared. The sharing ends when the group or the
 * view is deleted. A view is also deleted with the account of its owner. The views of a disabled account remain shared.
 *
 * <p>Methods that change data throw {@link org.stackdeck.identity.TooManyChangesException} after too many changes
 * within a minute.
 */
public interface ViewSharingService {

    /** Maximum number of views shared with one group, and of views shared with all users. */
    int MAX_SHARED = 20;

    /** Returns the groups with which the caller can share views, ordered by name. */
    List<Group> findShareableGroups(Caller caller);

    /** Returns the sharing of a view of the caller; empty if the view is not shared. */
    Optional<SavedViewVisibility> findSharing(Caller caller, SavedViewId view);

    /**
     * Returns the IDs of the caller's views that are shared now. Does not return views that the caller may no longer
     * share.
     */
    Set<SavedViewId> findOwnShared(Caller caller);

    /** Returns the views that other users share with the caller, ordered by name and owner. */
    List<SharedView> listShared(Caller caller);

    /**
     * Returns the default view of the caller, which can be one of the caller's own views. This is the default of the
     * first of the caller's groups, ordered by name, or otherwise the default for all users. Views that the caller has
     * hidden are skipped.
     */
    Optional<SavedViewId> findDefault(Caller caller);

    /**
     * Shares a view of the caller and ends its previous sharing. A new default replaces a default of the caller, or of
     * an owner whose view is no longer shared. A new default of an administrator replaces a default of any user.
     * Audited.
     *
     * @throws SavedViewException if the caller does not own the view, may not share it with these users (audited),
     *     {@link #MAX_SHARED} other views are shared with them, or they have a default of another user
     */
    void share(Caller caller, SavedViewId view, SavedViewVisibility sharing);

    /** Ends the sharing of a view of the caller; has no effect if the view is not shared. Audited. */
    void unshare(Caller caller, SavedViewId view);

    /**
     * Hides a view that another user shares with the caller. Has no effect if the view is not shared with the caller.
     */
    void hide(Caller caller, SavedViewId view);

    /** Shows a hidden view again. Has no effect if the caller has not hidden the view. */
    void unhide(Caller caller, SavedViewId view);

    /** Shows all hidden views again. */
    void showHidden(Caller caller);
}
