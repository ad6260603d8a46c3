package org.stackdeck.operations;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.stackdeck.access.Access;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;

/** Servers that a cloud keeps, in memory. */
public class FakeDeletedServers implements DeletedServers {

    private final Map<ServerKey, Server> kept = new HashMap<>();
    private final Access access;
    private boolean tired;

    public FakeDeletedServers(Access access) {
        this.access = access;
    }

    public synchronized void keep(Server server) {
        kept.put(server.key(), server);
    }

    public synchronized void forget() {
        kept.clear();
        tired = false;
    }

    /** From now on whoever asks has asked too often. */
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
