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
 * Queue of update tasks for one page. Runs all pending tasks in one virtual thread under one session lock, so that they
 * cause one push. The first task after an idle second runs immediately, and a page receives at most four pushes per
 * second. Tasks wait while the page is hidden.
 */
final class Delivery {

    /** Maximum number of pushes per interval. */
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

    /** Schedules the task to run under the session lock. A pending task is not added again. */
    void ask(Runnable task) {
        synchronized (this) {
            waiting.add(task);
        }
        go();
    }

    /** Sets whether the page is visible in the browser. */
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
            // The page was closed.
        }
    }

    /** Runs all tasks even if one fails. */
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
