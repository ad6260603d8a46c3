package org.stackdeck.preferences;

import org.stackdeck.identity.UserId;
import org.stackdeck.platform.Subscription;

/** Reports changes of preferences, of users' own views, and of views that are shared with users. */
public interface PreferenceChangeNotifier {

    /**
     * Runs the listener on a separate thread after each change that concerns the user. Changes by other instances are
     * detected within a few seconds.
     */
    Subscription subscribe(UserId user, Runnable listener);
}
