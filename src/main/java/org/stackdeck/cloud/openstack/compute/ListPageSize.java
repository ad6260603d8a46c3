package org.stackdeck.cloud.openstack.compute;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.stackdeck.cloud.ResponseTooLargeException;
import org.stackdeck.cloud.server.Server;

/**
 * Number of servers in a page of a full list. The first list has small pages, so that its first servers are displayed
 * early. Later lists have larger ones while Nova responds quickly, because fewer requests cost less.
 */
final class ListPageSize {

    /** Nova's default {@code [api] max_limit}. */
    private static final int MAX_SIZE = 1_000;

    private static final int GROWTH_FACTOR = 2;

    /** Response time of each page up to which the next list has larger pages. */
    private static final Duration QUICK = Duration.ofMillis(500);

    /** Response time from which the next list has pages of the first size. */
    private static final Duration SLOW = Duration.ofSeconds(2);

    private final int first;
    private final LongSupplier nanoTime;
    private volatile int size;
    private volatile int max;

    /** @param nanoTime a monotonic clock in nanoseconds */
    ListPageSize(int first, LongSupplier nanoTime) {
        this.first = first;
        this.nanoTime = nanoTime;
        this.size = first;
        this.max = Math.max(first, MAX_SIZE);
    }

    /** Reads the pages of the list whose page size is requested. */
    interface ListReader {
        Instant read(int size, Consumer<List<Server>> pageConsumer, Runnable beforePage);
    }

    /**
     * Reads a list, and selects the size for the next one. A list that fails is followed by one of the first size, and
     * after a response that was too large, pages stay smaller.
     */
    Instant read(ListReader reader, Consumer<List<Server>> pageConsumer, Runnable beforePage) {
        PageTimer timer = new PageTimer();
        int requested = size;
        size = first;
        try {
            Instant watermark = reader.read(
                    requested,
                    page -> {
                        timer.end();
                        pageConsumer.accept(page);
                    },
                    () -> {
                        beforePage.run();
                        timer.start();
                    });
            size = next(requested, timer);
            return watermark;
        } catch (ResponseTooLargeException e) {
            max = Math.max(first, requested / GROWTH_FACTOR);
            throw e;
        }
    }

    private int next(int requested, PageTimer timer) {
        if (timer.longest.compareTo(SLOW) >= 0) {
            return first;
        }
        return timer.pages > 1 && timer.longest.compareTo(QUICK) <= 0
                ? Math.min(requested * GROWTH_FACTOR, max)
                : requested;
    }

    private final class PageTimer {

        private int pages;
        private long startedAt;
        private Duration longest = Duration.ZERO;

        private void start() {
            pages++;
            startedAt = nanoTime.getAsLong();
        }

        private void end() {
            Duration took = Duration.ofNanos(nanoTime.getAsLong() - startedAt);
            longest = took.compareTo(longest) > 0 ? took : longest;
        }
    }
}
