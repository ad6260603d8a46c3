package org.stackdeck.ui;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
import org.stackdeck.platform.DataDirectorySpace;
import org.stackdeck.platform.Recurring;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.component.Reader;

/**
 * Notifies open pages when the permissions of their viewers change, by an event or by time. Also notifies
 * administrators when disk space becomes low.
 */
@Component
class ViewerNews {

    private static final Logger LOG = LoggerFactory.getLogger(ViewerNews.class);

    /** Maximum delay until pages reflect grants that begin or end by time, and new projects. */
    private static final Duration RECHECK = Duration.ofSeconds(1);

    private final Access access;
    private final Clouds clouds;
    private final DataDirectorySpace space;
    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
    private final Recurring looking = new Recurring("viewer-permissions", RECHECK, this::look);

    ViewerNews(Access access, Clouds clouds, DataDirectorySpace space) {
        this.space = space;
        this.access = access;
        this.clouds = clouds;
        looking.start();
    }

    /**
     * Registers a receiver.
     *
     * @param known the state that the receiver has already
     * @param receiver called on a thread of its own, never concurrently
     */
    Subscription follow(Subject known, Consumer<Subject> receiver) {
        Follower follower = new Follower(known.user(), standing(known), receiver);
        followers.add(follower);
        return () -> followers.remove(follower);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(AccessChanged event) {
        wake(event.user());
    }

    /** Separate from {@link AccessChanged}, which is lost if it is published after the commit. */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(UserChanged event) {
        wake(event.user());
    }

    @PreDestroy
    void close() {
        looking.stop();
    }

    private void wake(UserId user) {
        if (followers.stream().anyMatch(follower -> follower.user.equals(user))) {
            Thread.ofVirtual().name("viewer-permissions-" + user).start(() -> look(user));
        }
    }

    /** Loads the permissions once for each user, regardless of the number of open pages. */
    private void look() {
        followers.stream().map(follower -> follower.user).distinct().forEach(this::look);
    }

    private void look(UserId user) {
        try {
            Standing now = standing(access.subject(user));
            followers.stream().filter(follower -> follower.user.equals(user)).forEach(follower -> follower.tell(now));
        } catch (RuntimeException | Error e) {
            // For example, the database is unavailable: permissions cannot change then, and the next run reports later
            // changes.
            LOG.debug("Could not load the permissions of a viewer", e);
        }
    }

    /** The state that a page depends on. A page is not notified if the state is unchanged. */
    private record Standing(Subject subject, Rights rights, List<Project> projects, boolean lowSpace) {}

    private Standing standing(Subject subject) {
        Rights rights = access.rights(subject);
        return new Standing(subject, rights, clouds.projects(), rights.administrator() && space.isLow());
    }

    private final class Follower {

        private final UserId user;
        private final Consumer<Subject> receiver;
        private final Reader reader = new Reader("viewer-permissions", this::receive);
        private volatile Standing newest;
        private volatile Standing told;

        Follower(UserId user, Standing told, Consumer<Subject> receiver) {
            this.user = user;
            this.newest = told;
            this.told = told;
            this.receiver = receiver;
        }

        void tell(Standing now) {
            newest = now;
            if (!now.equals(told)) {
                reader.tell();
            }
        }

        private void receive() {
            Standing now = newest;
            if (followers.contains(this) && !now.equals(told)) {
                receiver.accept(now.subject());
                // Set after the receiver returned: the next run repeats a failed notification.
                told = now;
            }
        }
    }
}
