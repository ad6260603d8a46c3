package org.stackdeck.inventory.replication;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.inventory.store.CloudHealthSnapshot;
import org.stackdeck.inventory.store.ScopeHealth;
import org.stackdeck.inventory.store.ScopeKey;

/** Health of a cloud and progress of its polling, as the polling node publishes them. */
record PublishedCloudHealth(ScopeHealth discovery, List<Scope> scopes) {

    /**
     * @param watermark time from which to request changes, by Nova's clock; null before the first complete response
     * @param sincePoll time since the start of the last successful poll; null if there was none
     */
    record Scope(
            ScopeKey key,
            ScopeHealth health,
            @Nullable Instant watermark,
            @Nullable Duration sincePoll) {}

    CloudHealthSnapshot health() {
        return new CloudHealthSnapshot(discovery, scopes.stream().collect(Collectors.toMap(Scope::key, Scope::health)));
    }
}
