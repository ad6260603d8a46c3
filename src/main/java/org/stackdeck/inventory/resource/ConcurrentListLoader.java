package org.stackdeck.inventory.resource;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.stackdeck.cloud.client.RequestOrigin;

/** Loads several lists at the same time, for a limited time. Concurrent callers share the requests. */
final class ConcurrentListLoader {

    /** Maximum wait, because a service that does not respond must not delay a response or a dialog. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(3);

    private final Map<ResourceListPoller, CompletableFuture<?>> running = new ConcurrentHashMap<>();

    /** Returns the lists that were not loaded in time. */
    Set<ResourceListPoller> load(Collection<ResourceListPoller> lists) {
        Map<ResourceListPoller, CompletableFuture<?>> requests = new HashMap<>();
        lists.forEach(list -> requests.put(list, refresh(list)));
        CompletableFuture.allOf(requests.values().toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        return requests.entrySet().stream()
                .filter(request -> !request.getValue().isDone())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private CompletableFuture<?> refresh(ResourceListPoller list) {
        return running.computeIfAbsent(
                list,
                _ -> CompletableFuture.runAsync(
                        () -> {
                            try {
                                RequestOrigin.USER.call(() -> {
                                    list.refresh();
                                    return list;
                                });
                            } finally {
                                running.remove(list);
                            }
                        },
                        task -> Thread.ofVirtual().name("resource-lists").start(task)));
    }
}
