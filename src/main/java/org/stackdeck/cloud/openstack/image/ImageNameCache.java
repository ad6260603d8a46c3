package org.stackdeck.cloud.openstack.image;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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
import org.stackdeck.cloud.ResponseTooLargeException;
import org.stackdeck.cloud.openstack.http.ResponseLimits;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;

/**
 * Caches the image names that are visible in one project. While names are requested, the list is loaded again in the
 * background, so that renamed and deleted images are detected. The names of images that the list does not contain, such
 * as community images, are loaded one by one, and again every ten minutes. A server list waits for Glance only briefly:
 * if Glance is slow or unavailable, unknown names are missing from the list.
 */
public final class ImageNameCache {

    private static final Logger LOG = LoggerFactory.getLogger(ImageNameCache.class);
    private static final Duration MIN_LIST_INTERVAL = Duration.ofSeconds(1);
    private static final Duration MAX_LIST_INTERVAL = Duration.ofMinutes(10);
    /** Ratio of the time between two lists to the duration of a list. */
    private static final int LIST_INTERVAL_FACTOR = 10;

    private static final Duration SUSPENSION = Duration.ofMinutes(1);
    private static final Duration MAX_WAIT = Duration.ofSeconds(1);
    private static final int PAGE_SIZE = 500;
    private static final int MAX_PAGES = 20;
    private static final int MAX_USED = 10_000;
    private static final Duration USED_DURATION = Duration.ofDays(1);
    /** Maximum number of characters in the names and IDs of a project: enough for about 20,000 images. */
    private static final int MAX_CHARACTERS = 2_000_000;
    /** Glance's maximum length of a name, in characters. The cache also ignores longer IDs. */
    private static final int MAX_NAME_LENGTH = 255;

    private final AuthenticatedServiceClient glance;
    private final Clock clock;
    private final Executor executor;
    private final Cache<String, Optional<String>> names = Caffeine.newBuilder()
            .executor(Thread::startVirtualThread)
            .maximumWeight(MAX_CHARACTERS)
            .weigher((String id, Optional<String> name) ->
                    id.length() + name.map(String::length).orElse(0))
            .build();
    /** The IDs of images to which servers have referred recently. Reading an entry does not extend its lifetime. */
    private final Cache<String, Boolean> used;

    private final AtomicLong changeCount = new AtomicLong();
    private volatile Instant nextList = Instant.MIN;
    /** When the names of images that the list does not contain are loaded again. */
    private volatile Instant nextUnlisted = Instant.MIN;
    /** The IDs in the last list, which can be incomplete; null before the first one. */
    private volatile @Nullable Set<String> listed;

    private volatile Instant suspendedUntil = Instant.MIN;

    public ImageNameCache(AuthenticatedServiceClient glance, Clock clock, Executor executor) {
        this.glance = glance;
        this.clock = clock;
        this.executor = executor;
        this.used = Caffeine.newBuilder()
                .executor(Thread::startVirtualThread)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .maximumSize(MAX_USED)
                .expireAfterWrite(USED_DURATION)
                .build();
    }

    /** Returns the name of the image; null if it is unknown or the image no longer exists. */
    @Nullable
    public String nameOf(String id) {
        return find(id).flatMap(name -> name).orElse(null);
    }

    /**
     * Returns the names of the images by their IDs. The name is empty if the image no longer exists. Contains no entry
     * for an image whose name is unknown.
     */
    public Map<String, Optional<String>> namesOf(Set<String> ids) {
        Map<String, Optional<String>> found = new HashMap<>();
        ids.forEach(id -> find(id).ifPresent(name -> found.put(id, name)));
        return found;
    }

    private Optional<Optional<String>> find(String id) {
        if (id.length() > MAX_NAME_LENGTH) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        used.put(id, true);
        if (claimList(now)) {
            if (listed == null) {
                await(this::loadAll);
            } else {
                executor.execute(this::reload);
            }
        }
        if (names.getIfPresent(id) == null && !clock.instant().isBefore(suspendedUntil)) {
            await(() -> loadOne(id));
        }
        return Optional.ofNullable(names.getIfPresent(id));
    }

    /**
     * Loads the list again in the background if it is due, so that changes are detected even if no server changes.
     *
     * @param loaded runs after the list is loaded, or loading has failed
     */
    public void refresh(Runnable loaded) {
        if (listed != null && claimList(clock.instant())) {
            executor.execute(() -> {
                reload();
                loaded.run();
            });
        }
    }

    /** Returns whether the caller must load the list. Returns true to only one of several concurrent callers. */
    private synchronized boolean claimList(Instant now) {
        if (now.isBefore(nextList) || now.isBefore(suspendedUntil)) {
            return false;
        }
        nextList = now.plus(MAX_LIST_INTERVAL);
        return true;
    }

    /** Returns whether a server refers to the image. Changes of other images are not counted. */
    private boolean isUsed(String id) {
        return used.getIfPresent(id) != null;
    }

    private void reload() {
        try {
            loadAll();
        } catch (RuntimeException e) {
            onFailure(e);
        }
    }

    /**
     * Returns the number of successful lookups that ended after a server list had stopped waiting for them, plus the
     * number of lists in which a used image had a new name or was missing.
     */
    public long changeCount() {
        return changeCount.get();
    }

    private void await(Runnable work) {
        var running = CompletableFuture.runAsync(work, executor);
        try {
            running.get(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            suspend("no response within " + MAX_WAIT.toMillis() + " ms");
            var _ = running.whenComplete((nothing, failure) -> onLateResponse(failure));
        } catch (ExecutionException e) {
            onFailure(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void onLateResponse(@Nullable Throwable failure) {
        if (failure != null) {
            onFailure(failure);
            return;
        }
        suspendedUntil = Instant.MIN;
        changeCount.incrementAndGet();
    }

    private void onFailure(@Nullable Throwable failure) {
        nextList = Instant.MIN;
        suspend(String.valueOf(failure));
    }

    private void suspend(String reason) {
        suspendedUntil = clock.instant().plus(SUSPENSION);
        LOG.info("Could not load image names. Stackdeck tries again after a minute: {}", reason);
    }

    private void loadAll() {
        Instant began = clock.instant();
        Set<String> before = listed;
        Set<String> found = new HashSet<>();
        Set<String> changed = new HashSet<>();
        boolean complete = loadPages(found, changed);
        listed = found;
        if (complete) {
            // Images that are no longer listed are usually deleted. The names of the others are loaded when they are
            // required.
            Set<String> removed = before == null ? new HashSet<>() : new HashSet<>(before);
            removed.removeAll(found);
            names.invalidateAll(removed);
            changed.addAll(removed);
            nextList = clock.instant().plus(listInterval(Duration.between(began, clock.instant())));
        }
        if (changed.stream().anyMatch(this::isUsed)) {
            changeCount.incrementAndGet();
        }
        if (!clock.instant().isBefore(nextUnlisted)) {
            nextUnlisted = clock.instant().plus(MAX_LIST_INTERVAL);
            loadUnlisted(found);
        }
    }

    /** Loads the known names of used images that the list does not contain. Ends at the first failure. */
    private void loadUnlisted(Set<String> found) {
        try {
            for (String id : used.asMap().keySet()) {
                if (!found.contains(id) && names.getIfPresent(id) != null && loadOne(id)) {
                    changeCount.incrementAndGet();
                }
            }
        } catch (CloudException e) {
            LOG.info("Could not load all image names. Stackdeck tries again in ten minutes: {}", e.getMessage());
        }
    }

    /** Adds the IDs of the listed and of the renamed images. Returns false if the list is too long or too large. */
    private boolean loadPages(Set<String> found, Set<String> renamed) {
        String marker = null;
        for (int page = 0; page < MAX_PAGES; page++) {
            Map<String, String> query = marker == null
                    ? Map.of("limit", Integer.toString(PAGE_SIZE))
                    : Map.of("limit", Integer.toString(PAGE_SIZE), "marker", marker);
            List<? extends Image> images;
            try {
                images = OpenStack4jTemplate.call(
                        glance, client -> client.imagesV2().list(query));
            } catch (ResponseTooLargeException e) {
                LOG.info("The list of images is too large, so image names are loaded one by one: {}", e.getMessage());
                return false;
            }
            for (Image image : images) {
                if (image.getId().length() <= MAX_NAME_LENGTH) {
                    found.add(image.getId());
                    if (put(image.getId(), image.getName())) {
                        renamed.add(image.getId());
                    }
                }
            }
            if (images.size() < PAGE_SIZE) {
                return true;
            }
            marker = images.getLast().getId();
        }
        return false;
    }

    private static Duration listInterval(Duration took) {
        Duration interval = took.multipliedBy(LIST_INTERVAL_FACTOR);
        return interval.compareTo(MIN_LIST_INTERVAL) < 0
                ? MIN_LIST_INTERVAL
                : interval.compareTo(MAX_LIST_INTERVAL) > 0 ? MAX_LIST_INTERVAL : interval;
    }

    /** Stores the name. Returns whether a different name was stored before. */
    private boolean put(String id, @Nullable String fullName) {
        Optional<String> name = Optional.ofNullable(ResponseLimits.cutNullable(fullName, MAX_NAME_LENGTH));
        Optional<String> before = names.asMap().put(id, name);
        return before != null && !before.equals(name);
    }

    /** Loads the name. Returns whether a different name was stored before. */
    private boolean loadOne(String id) {
        try {
            Image image =
                    OpenStack4jTemplate.call(glance, client -> client.imagesV2().get(id));
            return put(id, image.getName());
        } catch (CloudException e) {
            if (e.category() != Category.NOT_FOUND) {
                throw e;
            }
            return put(id, null);
        }
    }
}
