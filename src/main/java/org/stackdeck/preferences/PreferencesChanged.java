package org.stackdeck.preferences;

import org.stackdeck.identity.UserId;
import org.stackdeck.platform.node.NodeEvent;

/**
 * Published when a preference or a saved view of the user, or the sharing or hiding of a view by the user, is changed.
 * Listeners handle it after the commit.
 */
record PreferencesChanged(UserId user) implements NodeEvent {}
