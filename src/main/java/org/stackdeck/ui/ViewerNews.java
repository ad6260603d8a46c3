package org.stackdeck.ui;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.stackdeck.access.Access;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.access.Rights;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.Project;
import org.stackdeck.identity.UserChanged;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.Subscription;

/** Tells open pages what their viewers may do, when that has changed: by an event, or by time. */
@Component
class ViewerNews {

    private static final Logger LOG = LoggerFactory.getLogger(ViewerNews.class);

    /** How late it may show that a grant began or ended by time, or that a project came. */
    private static final long RECHECK_MILLIS = 1_000;

    private final Access access;
    private final Clouds clouds;
    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();

    ViewerNews(Access access, Clouds clouds) {
        this.access = access;
        this.clouds = clouds;
    }

    /**
     * @param known what the receiver knows already
     * @param receiver is called on a thread of its own, never twice at once
     */
    Subscription follow(Subject known, Consumer<Subject> receiver) {
        Follower follower = new Follower(known, receiver);
        followers.add(follower);
        Thread.ofVirtual().name("rights of " + known.user()).start(follower::run);
        return follower;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(AccessChanged event) {
        wake(event.user());
    }

    /** Beside the other, which is lost when it is published after a commit. */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(UserChanged event) {
        wake(event.user());
    }

    private void wake(UserId user) {
        followers.stream().filter(follower -> follower.user.equals(user)).forEach(Follower::wake);
    }

    /** All that matters to a page: what comes to the same is not told again. */
    private record Standing(Subject subject, Rights rights, List<Project> projects) {}

    private Standing standing(Subject subject) {
        return new Standing(subject, access.rights(subject), clouds.projects());
    }

    private final class Follower implements Subscription {

        private final UserId user;
        private final Consumer<Subject> receiver;
        private final Semaphore changes = new Semaphore(0);
        private Standing told;
        private volatile boolean closed;

        Follower(Subject known, Consumer<Subject> receiver) {
            this.user = known.user();
            this.receiver = receiver;
            this.told = standing(known);
        }

        void wake() {
            changes.release();
        }

        @Override
        public void close() {
            closed = true;
            followers.remove(this);
            wake();
        }

        private void run() {
            try {
                while (!closed) {
                    if (changes.tryAcquire(RECHECK_MILLIS, TimeUnit.MILLISECONDS)) {
                        changes.drainPermits();
                    }
                    look();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void look() {
            try {
                Standing now = standing(access.subject(user));
                if (!closed && !now.equals(told)) {
                    receiver.accept(now.subject());
                    // Not before: what failed half way is told once more at the next look.
                    told = now;
                }
            } catch (RuntimeException | Error e) {
                // As with a database that is away: nobody can change rights then, and the next look tells the rest.
                LOG.debug("could not tell a page of its viewer's rights", e);
            }
        }
    }
}
