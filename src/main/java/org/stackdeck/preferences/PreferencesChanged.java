package org.stackdeck.preferences;

import org.stackdeck.identity.UserId;
import org.stackdeck.platform.node.NodeEvent;

/**
 * Published when a user changes a preference or a saved view, or shares or hides a view. Listeners run after the
 * commit.
 */
record PreferencesChanged(UserId user) implements NodeEvent {}
