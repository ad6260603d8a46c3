package org.stackdeck.ui.requests;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.stackdeck.identity.UserId;
import org.stackdeck.requests.AccessRequests;
import org.stackdeck.requests.RequestsChanged;
import org.stackdeck.ui.component.Live;

/** Tells open pages that requests for access changed: by an event, or by what the database says of another console. */
@org.springframework.stereotype.Component
public class RequestNews {

    private static final Logger LOG = LoggerFactory.getLogger(RequestNews.class);

    /** How long a change made by another console on the same database may stay unseen. */
    private static final Duration UNTOLD = Duration.ofSeconds(5);

    private final AccessRequests requests;
    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
    private long known = -1;
    private long askedAt = System.nanoTime() - UNTOLD.toNanos();

    RequestNews(AccessRequests requests) {
        this.requests = requests;
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
        Follower follower = new Follower(concerned, () -> refresh.accept(look.get()));
        // Before the first look, so that nothing falls between.
        followers.add(follower);
        part.addDetachListener(detach -> {
            detach.unregisterListener();
            follower.close();
        });
        show.accept(look.get());
        Thread.ofVirtual().name("news of requests").start(follower::run);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(RequestsChanged event) {
        tell(Set.of(event.by()));
    }

    /**
     * Asks the database once for all pages, and wakes those that what changed matters to. Those of this console are told
     * twice, which costs little.
     */
    private synchronized void askForChanges() {
        if (System.nanoTime() - askedAt < UNTOLD.toNanos()) {
            return;
        }
        askedAt = System.nanoTime();
        // At first all pages are told, since they may have looked before.
        AccessRequests.Changes changes = requests.changes(known);
        known = changes.newest();
        tell(changes.by());
    }

    private void tell(Set<UserId> by) {
        followers.stream()
                .filter(follower -> by.stream().anyMatch(follower.concerned))
                .forEach(Follower::wake);
    }

    private final class Follower {

        private final Predicate<UserId> concerned;
        private final Runnable receiver;
        private final Semaphore changes = new Semaphore(0);
        private boolean untold;
        private volatile boolean closed;

        Follower(Predicate<UserId> concerned, Runnable receiver) {
            this.concerned = concerned;
            this.receiver = receiver;
        }

        void wake() {
            changes.release();
        }

        void close() {
            closed = true;
            followers.remove(this);
            wake();
        }

        private void run() {
            try {
                while (!closed) {
                    boolean told = changes.tryAcquire(UNTOLD.toMillis(), TimeUnit.MILLISECONDS);
                    changes.drainPermits();
                    if (!closed) {
                        look(told);
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void look(boolean told) {
            try {
                untold |= told;
                if (untold) {
                    receiver.run();
                    untold = false;
                } else {
                    askForChanges();
                }
            } catch (RuntimeException e) {
                // As with a database that is away: the next look tells the rest.
                LOG.debug("could not tell a page of requests", e);
            }
        }
    }
}
