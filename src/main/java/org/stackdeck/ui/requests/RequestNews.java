package org.stackdeck.ui.requests;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.Recurring;
import org.stackdeck.requests.AccessRequests;
import org.stackdeck.requests.RequestsChanged;
import org.stackdeck.ui.component.Live;
import org.stackdeck.ui.component.Reader;

/**
 * Notifies open pages when access requests change, by events and by polling the database for changes of other Stackdeck
 * instances.
 */
@org.springframework.stereotype.Component
public class RequestNews {

    private static final Logger LOG = LoggerFactory.getLogger(RequestNews.class);

    /** Maximum delay until changes of other Stackdeck instances on the same database are shown. */
    private static final Duration UNTOLD = Duration.ofSeconds(5);

    private final AccessRequests requests;
    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
    private final Recurring asking = new Recurring("access-request-changes", UNTOLD, this::askForChanges);
    private long known = -1;

    private record Follower(Predicate<UserId> concerned, Reader reader) {}

    RequestNews(AccessRequests requests) {
        this.requests = requests;
        asking.start();
    }

    /**
     * Binds a component to the access requests: shows the current data and updates it after each change until the
     * component is detached. Loads the data on the calling thread first, then on a thread of its own without the
     * session lock.
     *
     * @param attached the attach event of the component
     * @param concerned matches the requesters that are relevant to the component
     */
    public <T> void keep(
            AttachEvent attached, Live live, Predicate<UserId> concerned, Supplier<T> look, Consumer<T> show) {
        Component part = attached.getSource();
        Consumer<T> refresh = live.newest(attached.getUI(), part, show);
        var follower = new Follower(concerned, new Reader("access-request-changes", () -> refresh.accept(look.get())));
        // Subscribe before the first load, so that no change is missed.
        followers.add(follower);
        part.addDetachListener(detach -> {
            detach.unregisterListener();
            followers.remove(follower);
        });
        show.accept(look.get());
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(RequestsChanged event) {
        tell(Set.of(event.by()));
    }

    @PreDestroy
    void close() {
        asking.stop();
    }

    /**
     * Queries the database once for all pages and notifies those that a change affects. Pages receive changes of this
     * instance twice, at little cost.
     */
    private void askForChanges() {
        try {
            followers.stream().map(Follower::reader).filter(Reader::behind).forEach(Reader::tell);
            if (!followers.isEmpty()) {
                // The first query notifies all pages, because they may have loaded earlier data.
                AccessRequests.Changes changes = requests.changes(known);
                known = changes.newest();
                tell(changes.by());
            }
        } catch (RuntimeException e) {
            // For example, the database is unavailable: the next query reports the changes.
            LOG.debug("Could not load the changes of access requests", e);
        }
    }

    private void tell(Set<UserId> by) {
        followers.stream()
                .filter(follower -> by.stream().anyMatch(follower.concerned()))
                .forEach(follower -> follower.reader().tell());
    }
}
