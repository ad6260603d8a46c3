package org.stackdeck.preferences;

import org.jspecify.annotations.Nullable;
import org.stackdeck.identity.group.GroupId;

/**
 * Users with whom the owner shares a view.
 *
 * @param group the group; null for all users
 * @param isDefault whether these users start with the view unless they have selected a start view
 */
public record ViewSharing(@Nullable GroupId group, boolean isDefault) {}
