package org.stackdeck.ui;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.CoalescingTask;
import org.stackdeck.platform.DataDirectorySpaceMonitor;
import org.stackdeck.platform.PeriodicTask;
import org.stackdeck.platform.Subscribers;
import org.stackdeck.platform.Subscription;

/**
 * Notifies open pages when the permissions of their viewers change, by an event or by time, or when the set of clouds
 * or projects changes. Also notifies the pages of administrators when disk space becomes low or is sufficient again.
 */
@Component
class ViewerPermissionsNotifier {

    private static final Logger LOG = LoggerFactory.getLogger(ViewerPermissionsNotifier.class);

    /** Interval of the checks for grants that begin or end by time, for changed projects and for low disk space. */
    private static final Duration RECHECK_INTERVAL = Duration.ofSeconds(1);

    private final AccessDecisionService accessDecisionService;
    private final Clouds clouds;
    private final DataDirectorySpaceMonitor monitor;
    private final Subscribers<Subscriber> subscribers = new Subscribers<>();
    private final AtomicLong loads = new AtomicLong();
    private final PeriodicTask recheck = new PeriodicTask("viewer-permissions", RECHECK_INTERVAL, this::reload);

    ViewerPermissionsNotifier(
            AccessDecisionService accessDecisionService, Clouds clouds, DataDirectorySpaceMonitor monitor) {
        this.monitor = monitor;
        this.accessDecisionService = accessDecisionService;
        this.clouds = clouds;
        recheck.start();
    }

    /**
     * Registers a receiver.
     *
     * @param known the state that the receiver already has
     * @param receiver called on a background thread, never concurrently
     */
    Subscription subscribe(Subject known, Consumer<Subject> receiver) {
        return subscribers.add(new Subscriber(known.user(), loadState(known), receiver));
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(AccessChanged event) {
        reloadAsync(event.user());
    }

    @PreDestroy
    void close() {
        recheck.stop();
    }

    private void reloadAsync(UserId user) {
        if (subscribers.stream().anyMatch(subscriber -> subscriber.user.equals(user))) {
            Thread.ofVirtual().name("viewer-permissions-" + user).start(() -> reload(user));
        }
    }

    /** Loads the permissions once for each user, regardless of the number of open pages. */
    private void reload() {
        subscribers.stream().map(subscriber -> subscriber.user).distinct().forEach(this::reload);
    }

    private void reload(UserId user) {
        try {
            long load = loads.incrementAndGet();
            ViewerState now = loadState(accessDecisionService.subject(user));
            subscribers.stream()
                    .filter(subscriber -> subscriber.user.equals(user))
                    .forEach(subscriber -> subscriber.update(now, load));
        } catch (RuntimeException | Error e) {
            // The database may be unavailable, for example. The next run reports the changes.
            LOG.debug("Could not load the permissions of a viewer", e);
        }
    }

    /** State on which a page depends. The page is notified only if this state has changed. */
    private record ViewerState(
            Subject subject,
            EffectivePermissions effectivePermissions,
            List<CloudName> clouds,
            List<Project> projects,
            boolean lowSpace) {}

    private ViewerState loadState(Subject subject) {
        EffectivePermissions effectivePermissions = accessDecisionService.permissions(subject);
        return new ViewerState(
                subject,
                effectivePermissions,
                clouds.names(),
                clouds.projects(),
                effectivePermissions.isAdministrator() && monitor.isLow());
    }

    private final class Subscriber {

        private final UserId user;
        private final Consumer<Subject> receiver;
        private final CoalescingTask loader = new CoalescingTask("viewer-permissions", this::deliver);
        private long latestLoad;
        private volatile ViewerState latest;
        private volatile ViewerState lastDelivered;

        Subscriber(UserId user, ViewerState viewerState, Consumer<Subject> receiver) {
            this.user = user;
            this.latest = viewerState;
            this.lastDelivered = viewerState;
            this.receiver = receiver;
        }

        /**
         * Applies the state of a load, unless the state of a later load has been applied.
         *
         * @param load sequence number of the load; loads can end in a different order than they began
         */
        synchronized void update(ViewerState now, long load) {
            if (load < latestLoad) {
                return;
            }
            latestLoad = load;
            latest = now;
            if (!now.equals(lastDelivered)) {
                loader.trigger();
            }
        }

        private void deliver() {
            ViewerState now = latest;
            if (subscribers.contains(this) && !now.equals(lastDelivered)) {
                receiver.accept(now.subject());
                // The value is set only after the receiver has returned, so that the next run repeats a failed
                // notification.
                lastDelivered = now;
            }
        }
    }
}
