package org.stackdeck.operations;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Access;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.platform.Subscription;

/** Protections in memory, with the refusals of the real implementation. */
public class FakeProtection implements DeleteProtection, ProtectionBook {

    private final Map<ServerKey, Protection> protections = new HashMap<>();
    private final List<Consumer<Protections>> receivers = new CopyOnWriteArrayList<>();
    private final Access access;
    private final Inventory inventory;
    private final DeletedServers deleted;
    private final Clock clock;
    private Runnable beforeLift = () -> {};

    public FakeProtection(Access access, Inventory inventory, DeletedServers deleted, Clock clock) {
        this.access = access;
        this.inventory = inventory;
        this.deleted = deleted;
        this.clock = clock;
    }

    /** Runs when a permitted caller removes a protection, and may throw. */
    public void beforeLift(Runnable what) {
        beforeLift = what;
    }

    public void forget() {
        protections.clear();
        tell();
    }

    public int watchers() {
        return receivers.size();
    }

    @Override
    public Protection protect(Caller caller, ServerKey server, @Nullable String reason) {
        require(caller, inventory.find(server));
        Protection protection = new Protection(server, caller.userId(), caller.userName(), clock.instant(), reason);
        protections.put(server, protection);
        tell();
        return protection;
    }

    @Override
    public void lift(Caller caller, ServerKey server) {
        require(caller, inventory.find(server).or(() -> deleted.find(caller, server)));
        if (protections.containsKey(server)) {
            beforeLift.run();
            protections.remove(server);
            tell();
        }
    }

    private void require(Caller caller, Optional<Server> found) {
        Server server = found.orElseThrow(() -> new ActionRefusedException(new Answer.Invisible()));
        Answer answer = AvailabilityRules.granted(
                access.decide(access.fresh(caller.userId()), Permission.SERVER_DELETE, ServerFacts.of(server)));
        if (!answer.available()) {
            throw new ActionRefusedException(answer);
        }
    }

    @Override
    public Protections protections() {
        return new Protections(protections);
    }

    @Override
    public Subscription watch(Consumer<Protections> receiver) {
        receivers.add(receiver);
        receiver.accept(protections());
        return () -> receivers.remove(receiver);
    }

    private void tell() {
        receivers.forEach(receiver -> receiver.accept(protections()));
    }
}
