package org.stackdeck.preferences;

import org.stackdeck.identity.UserId;
import org.stackdeck.platform.Subscribers;
import org.stackdeck.platform.Subscription;

/** Notifies all subscribers of each change on the calling thread. */
public class FakePreferenceChangeNotifier implements PreferenceChangeNotifier {

    private final Subscribers<Runnable> listeners = new Subscribers<>();

    @Override
    public Subscription subscribe(UserId user, Runnable listener) {
        return listeners.add(listener);
    }

    public boolean hasSubscribers() {
        return !listeners.isEmpty();
    }

    void publish() {
        listeners.notifyEach(Runnable::run);
    }
}
