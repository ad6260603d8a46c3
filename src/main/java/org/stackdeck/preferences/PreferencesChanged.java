package org.stackdeck.preferences;

import org.stackdeck.identity.UserId;

/** A preference or a saved view of the user was changed. */
record PreferencesChanged(UserId user) {}
