package org.stackdeck.preferences;

import org.stackdeck.identity.UserId;
import org.stackdeck.platform.Subscription;

/** Reports changes of preferences and of views that users own or that are shared with them. */
public interface PreferenceChanges {

    /**
     * Runs the listener on a separate thread after each change that concerns the user. Changes on other instances are
     * detected within some seconds.
     */
    Subscription subscribe(UserId user, Runnable listener);
}
