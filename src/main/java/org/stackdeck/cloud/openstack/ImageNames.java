package org.stackdeck.cloud.openstack;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.openstack4j.model.image.v2.Image;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;

/**
 * Caches the image names of one scope for a long time, because they rarely change. A server list waits for Glance only
 * briefly: if Glance is slow or unavailable, unknown names are missing from the list.
 */
final class ImageNames {

    private static final Logger LOG = LoggerFactory.getLogger(ImageNames.class);
    private static final Duration LIST_AGAIN = Duration.ofMinutes(10);
    private static final Duration LEAVE_ALONE = Duration.ofMinutes(1);
    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final int PAGE = 500;
    private static final int MOST_PAGES = 20;

    private final ServiceClient glance;
    private final Clock clock;
    private final Executor executor;
    private final Map<String, Optional<String>> names = new ConcurrentHashMap<>();
    private final AtomicLong learnedLate = new AtomicLong();
    private volatile Instant nextList = Instant.MIN;
    private volatile Instant quietUntil = Instant.MIN;

    ImageNames(ServiceClient glance, Clock clock, Executor executor) {
        this.glance = glance;
        this.clock = clock;
        this.executor = executor;
    }

    /** Null if the name is unknown or the image no longer exists. */
    @Nullable
    String of(String id) {
        Instant now = clock.instant();
        if (!now.isBefore(nextList) && !now.isBefore(quietUntil)) {
            nextList = now.plus(LIST_AGAIN);
            await(this::list);
        }
        if (!names.containsKey(id) && !clock.instant().isBefore(quietUntil)) {
            await(() -> look(id));
        }
        return names.getOrDefault(id, Optional.empty()).orElse(null);
    }

    /** Increases when a response arrives after a server list stopped waiting for it. */
    long learnedLate() {
        return learnedLate.get();
    }

    private void await(Runnable work) {
        var running = CompletableFuture.runAsync(work, executor);
        try {
            running.get(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            quiet("no answer within " + MOMENT.toMillis() + " ms");
            var _ = running.whenComplete((nothing, failure) -> late(failure));
        } catch (ExecutionException e) {
            failed(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void late(@Nullable Throwable failure) {
        if (failure != null) {
            failed(failure);
            return;
        }
        quietUntil = Instant.MIN;
        learnedLate.incrementAndGet();
    }

    private void failed(@Nullable Throwable why) {
        nextList = Instant.MIN;
        quiet(String.valueOf(why));
    }

    private void quiet(String why) {
        quietUntil = clock.instant().plus(LEAVE_ALONE);
        LOG.info("Image names are temporarily unavailable: {}", why);
    }

    private void list() {
        String marker = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            Map<String, String> query = marker == null
                    ? Map.of("limit", Integer.toString(PAGE))
                    : Map.of("limit", Integer.toString(PAGE), "marker", marker);
            List<? extends Image> images =
                    OpenStack4j.call(glance, client -> client.imagesV2().list(query));
            images.forEach(image -> names.put(image.getId(), Optional.ofNullable(image.getName())));
            if (images.size() < PAGE) {
                return;
            }
            marker = images.getLast().getId();
        }
    }

    private void look(String id) {
        try {
            Image image = OpenStack4j.call(glance, client -> client.imagesV2().get(id));
            names.put(id, Optional.ofNullable(image.getName()));
        } catch (CloudException e) {
            if (e.category() != Category.NOT_FOUND) {
                throw e;
            }
            names.put(id, Optional.empty());
        }
    }
}
