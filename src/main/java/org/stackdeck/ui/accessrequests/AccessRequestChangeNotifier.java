package org.stackdeck.ui.accessrequests;

import com.vaadin.flow.component.AttachEvent;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.stackdeck.accessrequests.AccessRequestService;
import org.stackdeck.accessrequests.AccessRequestsChanged;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.CoalescingTask;
import org.stackdeck.platform.PeriodicTask;
import org.stackdeck.platform.Subscribers;
import org.stackdeck.ui.push.UiPush;

/**
 * Notifies open pages of changes to access requests. Listens to events of this instance, and polls the database for
 * changes by other Stackdeck instances.
 */
@org.springframework.stereotype.Component
public class AccessRequestChangeNotifier {

    private static final Logger LOG = LoggerFactory.getLogger(AccessRequestChangeNotifier.class);

    /** Maximum delay until changes by other Stackdeck instances on the same database are shown. */
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(5);

    private final AccessRequestService accessRequestService;
    private final UiPush uiPush;
    private final Subscribers<Subscriber> subscribers = new Subscribers<>();
    private final PeriodicTask poller = new PeriodicTask("access-request-changes", POLL_INTERVAL, this::pollChanges);
    private long lastChangeNumber = -1;

    private record Subscriber(Predicate<UserId> concerned, CoalescingTask reader) {}

    AccessRequestChangeNotifier(AccessRequestService accessRequestService, UiPush uiPush) {
        this.uiPush = uiPush;
        this.accessRequestService = accessRequestService;
        poller.start();
    }

    /**
     * Binds a component to the access requests: shows the current data and updates it after each change until the
     * component is detached. Loads the data first on the calling thread, later on a background thread without the
     * session lock.
     *
     * @param concerned matches the requesters that are relevant to the component
     */
    public <T> void bind(AttachEvent attached, Predicate<UserId> concerned, Supplier<T> load, Consumer<T> show) {
        uiPush.bind(
                attached,
                task -> subscribers.add(new Subscriber(concerned, new CoalescingTask("access-request-changes", task))),
                load,
                show);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(AccessRequestsChanged event) {
        notifySubscribers(Set.of(event.user()));
    }

    @PreDestroy
    void close() {
        poller.stop();
    }

    /**
     * Triggers again the pages whose last load failed. Queries the changes once for all pages and notifies the affected
     * pages. A change by this instance is notified twice; the second load is cheap.
     */
    private void pollChanges() {
        try {
            subscribers.stream()
                    .map(Subscriber::reader)
                    .filter(CoalescingTask::hasFailed)
                    .forEach(CoalescingTask::trigger);
            if (!subscribers.isEmpty()) {
                // The first query notifies all pages, because they may have loaded earlier data.
                AccessRequestService.RequestChanges requestChanges =
                        accessRequestService.changesSince(lastChangeNumber);
                lastChangeNumber = requestChanges.newest();
                notifySubscribers(requestChanges.users());
            }
        } catch (RuntimeException e) {
            // The database may be unavailable, for example. The next query reports the changes.
            LOG.debug("Could not load the changed access requests", e);
        }
    }

    private void notifySubscribers(Set<UserId> by) {
        subscribers.stream()
                .filter(subscriber -> by.stream().anyMatch(subscriber.concerned()))
                .forEach(subscriber -> subscriber.reader().trigger());
    }
}
