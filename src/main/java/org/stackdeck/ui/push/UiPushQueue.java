package org.stackdeck.ui.push;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Queue of update tasks for one page. Runs all pending tasks in one virtual thread under one session lock, so that they
 * cause one push. The first task after an idle second runs immediately, and a page receives at most four pushes per
 * second. Tasks wait while the page is hidden or not connected, and until the previous push has been written, unless
 * too many are pending.
 */
final class UiPushQueue {

    /** Maximum number of pushes per interval. */
    static final int MAX_PUSHES = 4;

    /** Maximum number of tasks that wait for a hidden or slow page. An open page has fewer than a hundred tasks. */
    static final int MAX_PENDING = 200;

    private final UI ui;
    private final Executor threads;
    private final SlidingWindowRateLimiter slidingWindowRateLimiter;
    private final Set<Runnable> pending = new LinkedHashSet<>();
    private boolean scheduled;
    private boolean visible = true;

    UiPushQueue(UI ui, Duration stretch, Executor threads) {
        this.ui = ui;
        this.threads = threads;
        this.slidingWindowRateLimiter = new SlidingWindowRateLimiter(MAX_PUSHES, stretch);
        if (ui.getInternals().getPushConnection() instanceof SequentialPushConnection connection) {
            connection.setWrittenListener(this::scheduleNext);
        }
    }

    /** Schedules the task to run under the session lock. A pending task is not added again. */
    void enqueue(Runnable task) {
        synchronized (this) {
            pending.add(task);
        }
        scheduleNext();
    }

    /** Sets whether the page is visible in the browser. */
    void setVisible(boolean now) {
        synchronized (this) {
            visible = now;
        }
        scheduleNext();
    }

    private void scheduleNext() {
        Duration left;
        synchronized (this) {
            if (scheduled || !isReady() || pending.isEmpty()) {
                return;
            }
            scheduled = true;
            left = slidingWindowRateLimiter.timeUntilNext(System.nanoTime());
        }
        if (left.isZero()) {
            threads.execute(this::accessUi);
        } else {
            UiPush.schedule(left, this::accessUi);
        }
    }

    /** Returns whether pending tasks may run. Limits their number, because a client can stay hidden or stop reading. */
    private boolean isReady() {
        return pending.size() > MAX_PENDING || (visible && !isBlocked());
    }

    private boolean isBlocked() {
        return ui.getInternals().getPushConnection() instanceof SequentialPushConnection connection
                && !connection.isReady();
    }

    private void accessUi() {
        try {
            Future<Void> _ = ui.access(this::runTasks);
        } catch (UIDetachedException closed) {
            // The page was closed.
        }
    }

    /** Runs all tasks even if some fail, and then throws the last failure. */
    private void runTasks() {
        @Nullable RuntimeException failure = null;
        for (Runnable task : drain()) {
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

    private synchronized List<Runnable> drain() {
        scheduled = false;
        if (!isReady()) {
            return List.of();
        }
        slidingWindowRateLimiter.acquire(System.nanoTime());
        List<Runnable> all = List.copyOf(pending);
        pending.clear();
        return all;
    }
}
