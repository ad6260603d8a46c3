package org.stackdeck.operations;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.stackdeck.access.Access;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.platform.Subscription;

/** Soft-deleted servers in memory. */
public class FakeDeletedServers implements DeletedServers {

    private final Map<ServerKey, Server> kept = new HashMap<>();
    private final List<Consumer<ServerKey>> watchers = new CopyOnWriteArrayList<>();
    private final Access access;
    private boolean tired;

    public FakeDeletedServers(Access access) {
        this.access = access;
    }

    public void keep(Server server) {
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
    public synchronized Optional<Server> keptAfter(Operation deletion) {
        return Optional.ofNullable(kept.get(deletion.server())).filter(_ -> deletion.action() == ServerAction.DELETE);
    }

    @Override
    public Subscription watch(Consumer<ServerKey> watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    public synchronized void forget() {
        kept.clear();
        tired = false;
    }

    /** Fails all further lookups as too many requests. */
    public synchronized void tire() {
        tired = true;
    }

    @Override
    public synchronized Optional<Server> find(Caller caller, ServerKey server) {
        if (tired) {
            throw new TooManyQuestionsException(Duration.ofSeconds(3));
        }
        return Optional.ofNullable(kept.get(server))
                .filter(one -> access.maySee(access.subject(caller.userId()), ServerFacts.of(one)));
    }

    @Override
    public boolean worthAsking(Caller caller, ServerKey server) {
        return find(caller, server).isPresent();
    }
}
