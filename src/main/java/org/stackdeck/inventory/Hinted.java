package org.stackdeck.inventory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.stackdeck.cloud.ServerId;

/**
 * Queues the servers of one scope for which change hints arrived. A few servers are requested one by one. Many servers,
 * at once or in quick succession, are covered by one poll for changes, at most as often as the scope is polled anyway,
 * so that a burst of hints costs the cloud no more than polling. A hint is kept until a request was sent after it.
 */
final class Hinted {

    private static final int FEW = 8;
    private static final Duration NEVER = Duration.ofHours(1);

    private final ScopeWatcher watcher;
    private final LookBudget budget;
    private final Clock clock;
    private final Executor reads;
    private final Runnable asking;
    private final Loop loop;
    /** Contains at most {@link #FEW} plus one servers. Beyond that, the poll covers all servers. */
    private final Set<ServerId> waiting = new LinkedHashSet<>();

    private final Set<ServerId> underWay = new HashSet<>();
    private Instant calmAt = Instant.MIN;

    /**
     * @param budget the rate limiter of the cloud
     * @param reads runs the requests for single servers
     * @param asking called when the scope's next poll may be due earlier
     */
    Hinted(ScopeWatcher watcher, LookBudget budget, Clock clock, Executor reads, Runnable asking) {
        this.watcher = watcher;
        this.budget = budget;
        this.clock = clock;
        this.reads = reads;
        this.asking = asking;
        this.loop = new Loop("change-hints-" + watcher.label(), this::dueIn, this::act);
    }

    void start() {
        loop.start();
    }

    void stop() {
        loop.stop();
    }

    /** The demand may have increased. */
    void wake() {
        loop.wake();
    }

    void add(ServerId server) {
        if (watcher.idle()) {
            watcher.remark();
            asking.run();
            return;
        }
        synchronized (this) {
            if (waiting.size() <= FEW) {
                waiting.add(server);
            }
        }
        loop.wake();
    }

    synchronized Duration dueIn() {
        if (waiting.size() <= FEW && (underWay.size() >= FEW || underWay.containsAll(waiting))) {
            return NEVER;
        }
        Instant now = clock.instant();
        Instant notBefore = watcher.notBefore();
        return Duration.between(now, calmAt.isAfter(notBefore) ? calmAt : notBefore);
    }

    void act() {
        for (ServerId server : next()) {
            reads.execute(() -> read(server));
        }
    }

    private synchronized List<ServerId> next() {
        if (waiting.size() > FEW) {
            waiting.clear();
            leaveToOne();
            return List.of();
        }
        List<ServerId> free = new ArrayList<>(waiting);
        free.removeAll(underWay);
        int most = Math.min(free.size(), FEW - underWay.size());
        int afforded = budget.take(most);
        if (afforded < most) {
            // The poll finds most changes; changes of tags and addresses are found only by requesting the server
            // itself.
            leaveToOne();
        }
        List<ServerId> chosen = free.subList(0, afforded);
        chosen.forEach(waiting::remove);
        underWay.addAll(chosen);
        return List.copyOf(chosen);
    }

    /** After a failed request, the scope's next poll covers the server and reports the problem to viewers. */
    private void read(ServerId server) {
        try {
            watcher.look(server);
        } catch (RuntimeException e) {
            urge();
        } finally {
            synchronized (this) {
                underWay.remove(server);
            }
            loop.wake();
        }
    }

    private void leaveToOne() {
        urge();
        calmAt = clock.instant().plus(watcher.ordinaryPace());
    }

    private void urge() {
        watcher.urge();
        asking.run();
    }
}
