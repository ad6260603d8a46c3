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

/** Tells open pages that requests for access changed: by an event, or by what the database says of another console. */
@org.springframework.stereotype.Component
public class RequestNews {

    private static final Logger LOG = LoggerFactory.getLogger(RequestNews.class);

    /** How long a change made by another console on the same database may stay unseen. */
    private static final Duration UNTOLD = Duration.ofSeconds(5);

    private final AccessRequests requests;
    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
    private final Recurring asking = new Recurring("requests of other consoles", UNTOLD, this::askForChanges);
    private long known = -1;

    private record Follower(Predicate<UserId> concerned, Reader reader) {}

    RequestNews(AccessRequests requests) {
        this.requests = requests;
        asking.start();
    }

    /**
     * Shows in a part of a page what there is of requests, now and after each change, until the part is taken away. Looks
     * it up on the thread that calls first, and after that on one of its own, without the page's lock.
     *
     * @param attached says that the part is on its page
     * @param concerned whose requests matter to it
     */
    public <T> void keep(
            AttachEvent attached, Live live, Predicate<UserId> concerned, Supplier<T> look, Consumer<T> show) {
        Component part = attached.getSource();
        Consumer<T> refresh = live.newest(attached.getUI(), part, show);
        var follower = new Follower(concerned, new Reader("news of requests", () -> refresh.accept(look.get())));
        // Before the first look, so that nothing falls between.
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
     * Asks the database once for all pages, and tells those that what changed matters to. Those of this console are told
     * twice, which costs little.
     */
    private void askForChanges() {
        try {
            followers.stream().map(Follower::reader).filter(Reader::behind).forEach(Reader::tell);
            if (!followers.isEmpty()) {
                // At first all pages are told, since they may have looked before.
                AccessRequests.Changes changes = requests.changes(known);
                known = changes.newest();
                tell(changes.by());
            }
        } catch (RuntimeException e) {
            // As with a database that is away: the next time tells the rest.
            LOG.debug("could not ask for changes of requests", e);
        }
    }

    private void tell(Set<UserId> by) {
        followers.stream()
                .filter(follower -> by.stream().anyMatch(follower.concerned()))
                .forEach(follower -> follower.reader().tell());
    }
}
