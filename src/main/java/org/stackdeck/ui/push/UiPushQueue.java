package org.stackdeck.ui.push;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.server.Command;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.platform.Subscribers;
import org.stackdeck.platform.Subscription;

/**
 * Queue of update tasks for one page. Runs all pending tasks under one session lock, so that they cause one push. By
 * default, a page receives at most four pushes in one second, and the first push after an idle second is immediate.
 * Tasks wait while the page is hidden or not connected, and until the previous push has been written. They do not wait
 * if too many are pending, or after {@link #wake}.
 */
final class UiPushQueue {

    /** Maximum number of pushes in a window of the rate limiter. */
    static final int MAX_PUSHES = 4;

    /** Maximum number of tasks that wait for a hidden or slow page. A page normally has fewer than a hundred tasks. */
    static final int MAX_PENDING = 200;

    /** Time for which a page is updated after {@link #wake}, even if the page is hidden or does not read. */
    static final Duration AWAKE_TIME = Duration.ofSeconds(10);

    private final UI ui;
    private final Executor threads;
    private final SlidingWindowRateLimiter slidingWindowRateLimiter;
    private final Set<Runnable> pending = new LinkedHashSet<>();
    private boolean scheduled;
    private boolean visibleInBrowser = true;
    private boolean visible = true;
    private long awakeUntil = System.nanoTime();
    private final Subscribers<Consumer<Boolean>> visibilityListeners = new Subscribers<>();
    private final PushDelayMeter delays;

    UiPushQueue(UI ui, Duration window, Executor threads, PushDelayMeter delays) {
        this.ui = ui;
        this.threads = threads;
        this.delays = delays;
        this.slidingWindowRateLimiter = new SlidingWindowRateLimiter(MAX_PUSHES, window);
        if (ui.getInternals().getPushConnection() instanceof SequentialPushConnection connection) {
            connection.setReadyListener(this::onReady);
        }
    }

    /** Schedules the task to run under the session lock. Does not add a pending task again. */
    void enqueue(Runnable task) {
        synchronized (this) {
            pending.add(task);
            // The time for which a page is hidden or not connected does not count as a delay.
            if (visible && isConnected()) {
                delays.recordChange();
            }
        }
        scheduleNext();
    }

    private void onReady(boolean written) {
        synchronized (this) {
            if (written) {
                delays.recordWritten();
            } else {
                delays.reset();
            }
        }
        scheduleNext();
    }

    /** Sets whether the page is visible in the browser. Must be called under the session lock. */
    void setVisible(boolean now) {
        synchronized (this) {
            visibleInBrowser = now;
        }
        updateVisibility();
    }

    /** Treats the page as visible for a while, so that it receives the pending updates. Can be called on any thread. */
    void wake() {
        synchronized (this) {
            awakeUntil = System.nanoTime() + AWAKE_TIME.toNanos();
        }
        accessUi(this::updateVisibility);
        UiPush.schedule(AWAKE_TIME, () -> accessUi(this::updateVisibility));
    }

    private void updateVisibility() {
        boolean now;
        boolean changed;
        synchronized (this) {
            now = visibleInBrowser || isAwake();
            changed = visible != now;
            visible = now;
            if (!now) {
                delays.reset();
            }
        }
        try {
            if (changed) {
                visibilityListeners.notifyEach(listener -> listener.accept(now));
            }
        } finally {
            // A visible page that does not read receives pending updates while it is awake.
            scheduleNext();
        }
    }

    private boolean isAwake() {
        return System.nanoTime() - awakeUntil < 0;
    }

    /** Notifies the listener now and after each change of the visibility of the page. */
    Subscription onVisibilityChange(Consumer<Boolean> listener) {
        boolean now;
        synchronized (this) {
            now = visible;
        }
        listener.accept(now);
        return visibilityListeners.add(listener);
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
            threads.execute(() -> accessUi(this::runTasks));
        } else {
            UiPush.schedule(left, () -> accessUi(this::runTasks));
        }
    }

    /**
     * Returns whether pending tasks may run. Limits the number of pending tasks, because a client can stay hidden or
     * stop reading.
     */
    private boolean isReady() {
        return pending.size() > MAX_PENDING || isAwake() || (visible && !isBlocked());
    }

    private boolean isConnected() {
        return ui.getInternals().getPushConnection() instanceof SequentialPushConnection connection
                && connection.isConnected();
    }

    private boolean isBlocked() {
        return ui.getInternals().getPushConnection() instanceof SequentialPushConnection connection
                && !connection.isReady();
    }

    private void accessUi(Command task) {
        try {
            Future<Void> _ = ui.access(task);
        } catch (UIDetachedException closed) {
            // The page was closed.
        }
    }

    /** Runs all tasks even if some of them fail, and then throws the last failure. */
    private void runTasks() {
        @Nullable Throwable failure = null;
        List<Runnable> tasks = drain();
        for (Runnable task : tasks) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                failure = e;
            }
        }
        if (!tasks.isEmpty()) {
            synchronized (this) {
                delays.recordRun(ui.getInternals().isDirty());
            }
        }
        if (failure instanceof Error error) {
            throw error;
        } else if (failure instanceof RuntimeException exception) {
            throw exception;
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
