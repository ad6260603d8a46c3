package org.stackdeck.preferences;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.stackdeck.identity.UserChanged;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.group.GroupChanged;
import org.stackdeck.platform.CoalescingTask;
import org.stackdeck.platform.RefreshingCache;
import org.stackdeck.platform.Subscription;
import org.stackdeck.platform.node.CachesInvalidated;

/** Detects changes of preferences and views. All open pages share the same three queries. */
@Component
class PreferenceChangeDetector extends RefreshingCache<PreferenceChangeRepository.Snapshot>
        implements PreferenceChangeNotifier {

    /** Maximum delay until a change on another instance is detected. */
    private static final Duration REFRESH_INTERVAL = Duration.ofSeconds(5);

    PreferenceChangeDetector(PreferenceChangeRepository repository) {
        super("preference-changes", repository::load, REFRESH_INTERVAL);
    }

    @TransactionalEventListener(
            classes = {PreferencesChanged.class, GroupChanged.class, UserChanged.class, CachesInvalidated.class},
            phase = TransactionPhase.AFTER_COMMIT,
            fallbackExecution = true)
    void onChange() {
        invalidate();
    }

    @Override
    public Subscription subscribe(UserId user, Runnable listener) {
        CoalescingTask task = new CoalescingTask("preferences", listener);
        AtomicReference<PreferenceChangeRepository.UserState> last =
                new AtomicReference<>(current().stateOf(user));
        return subscribe(snapshot -> {
            PreferenceChangeRepository.UserState now = snapshot.stateOf(user);
            if (!now.equals(last.getAndSet(now)) || task.hasFailed()) {
                task.trigger();
            }
        });
    }
}
