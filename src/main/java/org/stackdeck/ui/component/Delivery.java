package org.stackdeck.ui.component;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.stackdeck.platform.Turns;

/**
 * Disturbs one page for all who have news for it: whatever waits is handled in one go, on one virtual thread at a time,
 * and so makes one push. The first news after a quiet second is handled at once, and no more than four times in any second
 * a page is disturbed. While nobody can see it, it is left alone.
 */
final class Delivery {

    /** In each stretch of time. */
    static final int MOST = 4;

    private final UI ui;
    private final Executor threads;
    private final Turns turns;
    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private boolean underWay;
    private boolean seen = true;

    Delivery(UI ui, Duration stretch, Executor threads) {
        this.ui = ui;
        this.threads = threads;
        this.turns = new Turns(MOST, stretch);
    }

    /** Has the task run under the page's lock, soon; once, however often it is asked for until then. */
    void ask(Runnable task) {
        synchronized (this) {
            waiting.add(task);
        }
        go();
    }

    /** Whether somebody can see the page. */
    void see(boolean now) {
        synchronized (this) {
            seen = now;
        }
        go();
    }

    private void go() {
        Duration left;
        synchronized (this) {
            if (underWay || !seen || waiting.isEmpty()) {
                return;
            }
            underWay = true;
            left = turns.untilNext(System.nanoTime());
        }
        if (left.isZero()) {
            threads.execute(this::enter);
        } else {
            Live.after(left, this::enter);
        }
    }

    private void enter() {
        try {
            Future<Void> _ = ui.access(this::handle);
        } catch (UIDetachedException closed) {
            // nothing to paint on, nor will there be
        }
    }

    /** What fails in one part keeps no other from its news. */
    private void handle() {
        @Nullable RuntimeException failure = null;
        for (Runnable task : take()) {
            try {
                task.run();
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private synchronized List<Runnable> take() {
        underWay = false;
        if (!seen) {
            return List.of();
        }
        turns.take(System.nanoTime());
        List<Runnable> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }
}
