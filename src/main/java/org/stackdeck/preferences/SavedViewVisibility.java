package org.stackdeck.preferences;

import org.jspecify.annotations.Nullable;
import org.stackdeck.identity.group.GroupId;

/**
 * Users with whom the owner shares a view.
 *
 * @param group null for all users
 * @param isDefault whether the view is the start view of these users unless they have selected another one
 */
public record SavedViewVisibility(@Nullable GroupId group, boolean isDefault) {}
