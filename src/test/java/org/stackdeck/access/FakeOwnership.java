package org.stackdeck.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.platform.Subscription;

/** Owners in memory. Checks whether the caller is an administrator, and notifies subscribers on the calling thread. */
public class FakeOwnership implements Ownership, OwnerBook {

    private final Map<ServerKey, Owner> owners = new ConcurrentHashMap<>();
    private final List<Consumer<Owners>> receivers = new CopyOnWriteArrayList<>();
    private final Directory directory;
    private volatile Runnable beforeAssign = () -> {};

    public FakeOwnership(Directory directory) {
        this.directory = directory;
    }

    /** Runs before each assignment; may throw. */
    public void beforeAssign(Runnable action) {
        beforeAssign = action;
    }

    /** Sets the owner, as another administrator would. */
    public void give(ServerKey server, User user) {
        owners.put(server, new Owner(user.id(), user.name()));
        receivers.forEach(receiver -> receiver.accept(owners()));
    }

    /** Number of subscribers. */
    public int watchers() {
        return receivers.size();
    }

    @Override
    public Set<ServerKey> of(UserId user) {
        return owners.entrySet().stream()
                .filter(entry -> entry.getValue().id().equals(user))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<UserId> owner(ServerKey server) {
        return Optional.ofNullable(owners.get(server)).map(Owner::id);
    }

    @Override
    public Owners all() {
        return new Owners(owners);
    }

    @Override
    public Owners owners() {
        return all();
    }

    @Override
    public Subscription watch(Consumer<Owners> receiver) {
        receivers.add(receiver);
        receiver.accept(owners());
        return () -> receivers.remove(receiver);
    }

    @Override
    public void assign(Caller caller, ServerFacts server, @Nullable UserId owner) {
        directory.requireAdministrator(caller);
        beforeAssign.run();
        if (owner == null) {
            owners.remove(server.key());
            receivers.forEach(receiver -> receiver.accept(owners()));
        } else {
            give(server.key(), directory.find(owner).orElseThrow(UnknownUserException::new));
        }
    }

    /** Accepts unknown users as well. */
    @Override
    public void made(UserId maker, ServerKey server) {
        UserName name = directory.find(maker).map(User::name).orElseGet(() -> new UserName("somebody"));
        if (owners.putIfAbsent(server, new Owner(maker, name)) == null) {
            receivers.forEach(receiver -> receiver.accept(owners()));
        }
    }
}
