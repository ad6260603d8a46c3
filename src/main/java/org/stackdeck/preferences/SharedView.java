package org.stackdeck.preferences;

import org.stackdeck.identity.UserName;

/**
 * View that another user shares.
 *
 * @param hidden whether the reader of the list has hidden the view
 */
public record SharedView(SavedView view, UserName owner, boolean hidden) {}
