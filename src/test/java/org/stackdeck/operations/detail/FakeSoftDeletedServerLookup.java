package org.stackdeck.operations.detail;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.CloudRequestLimitExceededException;
import org.stackdeck.operations.CloudRequestLimitExceededException.Limit;
import org.stackdeck.operations.Operation;
import org.stackdeck.platform.Subscription;

/** Stores soft-deleted servers in memory. */
public class FakeSoftDeletedServerLookup implements SoftDeletedServerLookup {

    private final Map<ServerKey, Server> kept = new HashMap<>();
    private final List<Consumer<ServerKey>> watchers = new CopyOnWriteArrayList<>();
    private final AccessDecisionService accessDecisionService;
    private boolean tired;

    public FakeSoftDeletedServerLookup(AccessDecisionService accessDecisionService) {
        this.accessDecisionService = accessDecisionService;
    }

    public void add(Server server) {
        synchronized (this) {
            kept.put(server.key(), server);
        }
        watchers.forEach(watcher -> watcher.accept(server.key()));
    }

    public void reclaim(ServerKey server) {
        synchronized (this) {
            kept.remove(server);
        }
        watchers.forEach(watcher -> watcher.accept(server));
    }

    @Override
    public synchronized Optional<Server> findAfter(Operation deletion) {
        return Optional.ofNullable(kept.get(deletion.server())).filter(_ -> deletion.action() == ServerAction.DELETE);
    }

    @Override
    public Subscription subscribe(Consumer<ServerKey> watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    public synchronized void clear() {
        kept.clear();
        tired = false;
    }

    /** Makes {@link #find} fail until {@link #clear} is called, as if the user had sent too many requests. */
    public synchronized void exhaustRateLimit() {
        tired = true;
    }

    @Override
    public synchronized Optional<Server> find(Caller caller, ServerKey server) {
        if (tired) {
            throw new CloudRequestLimitExceededException(Limit.REQUESTS, Duration.ofSeconds(3));
        }
        return Optional.ofNullable(kept.get(server))
                .filter(one -> accessDecisionService.isVisible(
                        accessDecisionService.subject(caller.userId()), ServerAttributes.of(one)));
    }

    @Override
    public boolean mayBeSoftDeleted(Caller caller, ServerKey server) {
        return find(caller, server).isPresent();
    }
}
