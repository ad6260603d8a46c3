package org.stackdeck.notices.store;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.CoalescingTask;
import org.stackdeck.platform.RefreshingCache;
import org.stackdeck.platform.Subscription;
import org.stackdeck.platform.node.CachesInvalidated;

/** Detects changes of notices for all open pages with one query for the number of changes of each user. */
@Component
class NoticeChangeDetector extends RefreshingCache<Map<UserId, Long>> {

    /** Maximum delay until a change on another instance is detected. */
    private static final Duration REFRESH_INTERVAL = Duration.ofSeconds(5);

    NoticeChangeDetector(NoticeRepository repository) {
        super("notice-changes", repository::changeNumbers, REFRESH_INTERVAL);
    }

    @TransactionalEventListener(
            classes = {NoticesChanged.class, CachesInvalidated.class},
            phase = TransactionPhase.AFTER_COMMIT,
            fallbackExecution = true)
    void onChange() {
        invalidate();
    }

    /**
     * Runs the listener on a separate thread after each change of the user's notices, and once after the subscription.
     */
    Subscription subscribe(UserId user, Runnable listener) {
        CoalescingTask reader = new CoalescingTask("notices", listener);
        AtomicReference<@Nullable Long> last = new AtomicReference<>();
        return subscribe(numbers -> {
            Long now = numbers.getOrDefault(user, 0L);
            if (!now.equals(last.getAndSet(now)) || reader.hasFailed()) {
                reader.trigger();
            }
        });
    }
}
