package org.stackdeck.inventory.polling;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.inventory.store.ScopeKey;

/** The scopes of one cloud. They are polled unless another node leads. */
final class PolledScopes {

    private final PollingContext context;
    private final ServerRefreshRateLimiter limiter;
    private final Map<ScopeKey, PolledScope> scopes = new ConcurrentHashMap<>();
    private volatile boolean leading = true;

    PolledScopes(PollingContext context) {
        this.context = context;
        this.limiter = context.intervals().createHintRateLimiter(context.monotonicClock());
    }

    boolean isLeading() {
        return leading;
    }

    Optional<PolledScope> find(ScopeKey key) {
        return Optional.ofNullable(scopes.get(key));
    }

    /**
     * Returns the scope that contains the server; empty if there is none. Determines the scope by the project, or by
     * the store if the project is null.
     */
    Collection<PolledScope> find(ServerKey server, @Nullable ProjectId project) {
        if (project == null) {
            return context.store().scopeOf(server).map(scopes::get).map(Set::of).orElse(Set.of());
        }
        PolledScope own = scopes.get(new ScopeKey(server.cloud(), project));
        PolledScope all = scopes.get(new ScopeKey(server.cloud(), null));
        return own != null ? Set.of(own) : all != null ? Set.of(all) : Set.of();
    }

    List<ScopeKey> keys() {
        return List.copyOf(scopes.keySet());
    }

    Collection<PolledScope> values() {
        return scopes.values();
    }

    /** @param watermark time from which to request changes if the servers are known, otherwise null */
    void add(ComputeClient compute, @Nullable Instant watermark) {
        PolledScope scope = PolledScope.create(compute, context, watermark, limiter);
        scopes.put(scope.watcher().key(), scope);
        if (leading) {
            scope.start();
        }
    }

    void remove(ScopeKey key) {
        PolledScope removed = scopes.remove(key);
        if (removed != null) {
            removed.stop();
        }
    }

    void checkOverdue() {
        scopes.values().forEach(scope -> scope.watcher().checkOverdue());
    }

    /** Stops the polls. The scopes are kept, so that single servers can be read. */
    void follow() {
        leading = false;
        scopes.replaceAll((_, scope) -> {
            scope.stop();
            return PolledScope.create(scope.watcher().compute(), context, null, limiter);
        });
    }

    /** @param watermarks watermarks of the scopes whose servers are known; used entries are removed */
    void lead(Map<ScopeKey, Instant> watermarks) {
        if (leading) {
            return;
        }
        leading = true;
        scopes.replaceAll((key, scope) ->
                PolledScope.create(scope.watcher().compute(), context, watermarks.remove(key), limiter));
        scopes.values().forEach(PolledScope::start);
    }

    /** Returns the progress of the scopes in which a poll has succeeded. */
    Map<ScopeKey, PollProgress> positions() {
        Map<ScopeKey, PollProgress> positions = new HashMap<>();
        scopes.forEach((key, scope) -> scope.watcher().position().ifPresent(position -> positions.put(key, position)));
        return positions;
    }
}
