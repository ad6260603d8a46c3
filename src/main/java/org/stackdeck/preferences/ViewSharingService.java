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
 * <p>Members of a group and administrators can share with the group; only administrators can share with all users.
 * While the owner of a view no longer has this permission, the view is not shared. The sharing ends when the group or
 * the view is deleted. A view is also deleted with the account of its owner. A disabled account continues to share.
 *
 * <p>Changes also throw {@link org.stackdeck.identity.TooManyChangesException} after too many changes within a minute.
 */
public interface ViewSharingService {

    /** Maximum number of views shared with one group, and of views shared with all users. */
    int MAX_SHARED = 20;

    /** Returns the groups with which the caller can share views, ordered by name. */
    List<Group> findShareableGroups(Caller caller);

    /** Returns the sharing of a view of the caller; empty if the view is not shared. */
    Optional<ViewSharing> findSharing(Caller caller, SavedViewId view);

    /** Returns the IDs of the views that the caller shares now, without those that may no longer be shared. */
    Set<SavedViewId> findOwnShared(Caller caller);

    /** Returns the views that other users share with the caller, ordered by name and owner. */
    List<SharedView> listShared(Caller caller);

    /**
     * Returns the default view of the caller, which can be one of the caller's own views: the default of the first of
     * the caller's groups in the order of their names, or that for all users. Views that the caller has hidden are
     * skipped.
     */
    Optional<SavedViewId> findDefault(Caller caller);

    /**
     * Shares a view of the caller, and ends its previous sharing. A new default replaces another one of the caller, of
     * an owner whose view is no longer shared and, if the caller is an administrator, of any user. Audited.
     *
     * @throws SavedViewException if the caller does not own the view or may not share it with these users (audited), if
     *     {@link #MAX_SHARED} other views are shared with them, or if a view of another user is their default
     */
    void share(Caller caller, SavedViewId view, ViewSharing sharing);

    /** Ends the sharing of a view of the caller; has no effect if the view is not shared. Audited. */
    void unshare(Caller caller, SavedViewId view);

    /** Hides a view that another user shares with the caller. Has no effect if there is no such view. */
    void hide(Caller caller, SavedViewId view);

    /** Shows a hidden view again. Has no effect if the caller has not hidden it. */
    void unhide(Caller caller, SavedViewId view);

    /** Shows all hidden views again. */
    void showHidden(Caller caller);
}
