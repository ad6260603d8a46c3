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
 * The servers of one scope that its cloud hinted at. A few are each asked for at once; many, at once or one after the
 * other, are asked for with one question for what changed, no more often than the scope is polled anyway, so that a storm of
 * hints costs the cloud no more than polling. A hint is kept until a question was asked after it.
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
    /** At most one more than {@link #FEW}: which ones no longer matters then. */
    private final Set<ServerId> waiting = new LinkedHashSet<>();

    private final Set<ServerId> underWay = new HashSet<>();
    private Instant calmAt = Instant.MIN;

    /**
     * @param budget of the cloud
     * @param reads runs questions about single servers
     * @param asking called when the watcher's next question may be due sooner
     */
    Hinted(ScopeWatcher watcher, LookBudget budget, Clock clock, Executor reads, Runnable asking) {
        this.watcher = watcher;
        this.budget = budget;
        this.clock = clock;
        this.reads = reads;
        this.asking = asking;
        this.loop = new Loop("look at " + watcher.label(), this::dueIn, this::act);
    }

    void start() {
        loop.start();
    }

    void stop() {
        loop.stop();
    }

    /** There may be more interest than before. */
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
            // The question tells of most changes; of tags and addresses, say, only one about the very server.
            leaveToOne();
        }
        List<ServerId> chosen = free.subList(0, afforded);
        chosen.forEach(waiting::remove);
        underWay.addAll(chosen);
        return List.copyOf(chosen);
    }

    /** A question that fails is left to the watcher's next one, which also tells viewers why. */
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
