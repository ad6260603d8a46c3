package org.stackdeck.preferences;

import org.stackdeck.identity.UserName;

/**
 * View that another user shares with the caller.
 *
 * @param hidden whether the caller has hidden the view
 */
public record SharedView(SavedView view, UserName owner, boolean hidden) {}
