package org.stackdeck.ui.push;

import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.identity.TooManyChangesException;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.LogContext;

/** Runs background tasks on virtual threads. Limits the number of concurrent tasks of each user. Further tasks wait. */
final class UserTaskExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(UserTaskExecutor.class);

    private final String name;
    private final int maxConcurrent;
    private final int maxWaiting;
    private final Map<UserId, UserTasks> byUser = new ConcurrentHashMap<>();

    /** @param name name of the threads; also used in log messages */
    UserTaskExecutor(String name, int maxConcurrent, int maxWaiting) {
        this.name = name;
        this.maxConcurrent = maxConcurrent;
        this.maxWaiting = maxWaiting;
    }

    /**
     * Executes the task in the trace of the caller.
     *
     * @throws TooManyChangesException if too many tasks of the user are waiting
     */
    void execute(UserId user, Runnable untraced) {
        Runnable task = Context.current().wrap(untraced);
        byUser.compute(user, (_, present) -> {
            UserTasks tasks = present == null ? new UserTasks() : present;
            if (tasks.running < maxConcurrent) {
                tasks.running++;
                Thread.ofVirtual().name(name).start(() -> runAll(user, task));
            } else if (tasks.waiting.size() < maxWaiting) {
                tasks.waiting.add(task);
            } else {
                throw new TooManyChangesException(Duration.ofMinutes(1));
            }
            return tasks;
        });
    }

    private void runAll(UserId user, Runnable first) {
        try (var _ = LogContext.USER_ID.with(user.toString())) {
            for (@Nullable Runnable task = first; task != null; task = next(user)) {
                try {
                    task.run();
                } catch (RuntimeException | Error e) {
                    LOG.warn("A background task of a page failed ({})", name, e);
                }
            }
        }
    }

    private @Nullable Runnable next(UserId user) {
        Queue<Runnable> next = new ArrayDeque<>(1);
        byUser.computeIfPresent(user, (_, tasks) -> {
            Runnable waiting = tasks.waiting.poll();
            if (waiting != null) {
                next.add(waiting);
                return tasks;
            }
            tasks.running--;
            return tasks.running == 0 ? null : tasks;
        });
        return next.poll();
    }

    private static final class UserTasks {
        private final Queue<Runnable> waiting = new ArrayDeque<>();
        private int running;
    }
}
