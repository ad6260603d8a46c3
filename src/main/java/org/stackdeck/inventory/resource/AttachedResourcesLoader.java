package org.stackdeck.inventory.resource;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.stackdeck.cloud.client.RequestOrigin;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;

/** Loads the lists that contain the resources of a server. Concurrent callers share the requests. */
final class AttachedResourcesLoader {

    /** Maximum wait, because a service that does not respond must not delay the response for a server. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(3);

    private final Map<ResourceListPoller, CompletableFuture<?>> running = new ConcurrentHashMap<>();
    private final Clock clock;

    AttachedResourcesLoader(Clock clock) {
        this.clock = clock;
    }

    AttachedResources load(Server server, Map<ResourceKind, ResourceListPoller> lists) {
        CompletableFuture.allOf(lists.values().stream().map(this::refresh).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        return AttachedResources.of(
                server,
                lists.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().state())),
                clock.instant());
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
                        task -> Thread.ofVirtual().name("attached-resources").start(task)));
    }
}
