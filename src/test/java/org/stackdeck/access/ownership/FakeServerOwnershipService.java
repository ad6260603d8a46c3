package org.stackdeck.access.ownership;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.platform.Subscription;

/** Owners in memory. Checks whether the caller is an administrator, and notifies subscribers on the calling thread. */
public class FakeServerOwnershipService implements ServerOwnershipService, ServerOwnerCache {

    private final Map<ServerKey, ServerOwner> serverOwnerMap = new ConcurrentHashMap<>();
    private final List<Consumer<ServerOwnerMap>> receivers = new CopyOnWriteArrayList<>();
    private final UserDirectory userDirectory;
    private volatile Runnable setBeforeAssign = () -> {};

    public FakeServerOwnershipService(UserDirectory userDirectory) {
        this.userDirectory = userDirectory;
    }

    /** Runs before each assignment; may throw. */
    public void setBeforeAssign(Runnable action) {
        setBeforeAssign = action;
    }

    /** Sets the owner, as another administrator would. */
    public void setOwner(ServerKey server, User user) {
        serverOwnerMap.put(server, new ServerOwner(user.id(), user.name()));
        receivers.forEach(receiver -> receiver.accept(current()));
    }

    /** Number of subscribers. */
    public int subscriberCount() {
        return receivers.size();
    }

    @Override
    public Set<ServerKey> findServersOf(UserId user) {
        return serverOwnerMap.entrySet().stream()
                .filter(entry -> entry.getValue().id().equals(user))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<UserId> findOwner(ServerKey server) {
        return Optional.ofNullable(serverOwnerMap.get(server)).map(ServerOwner::id);
    }

    @Override
    public ServerOwnerMap loadAll() {
        return new ServerOwnerMap(serverOwnerMap);
    }

    @Override
    public ServerOwnerMap current() {
        return loadAll();
    }

    @Override
    public Subscription subscribe(Consumer<ServerOwnerMap> receiver) {
        receivers.add(receiver);
        receiver.accept(current());
        return () -> receivers.remove(receiver);
    }

    @Override
    public void assign(Caller caller, ServerAttributes server, @Nullable UserId owner) {
        userDirectory.requireAdministrator(caller);
        setBeforeAssign.run();
        if (owner == null) {
            serverOwnerMap.remove(server.key());
            receivers.forEach(receiver -> receiver.accept(current()));
        } else {
            setOwner(server.key(), userDirectory.find(owner).orElseThrow(UnknownUserException::new));
        }
    }

    /** Accepts unknown users as well. */
    @Override
    public void assignToCreator(UserId maker, ServerKey server) {
        UserName name = userDirectory.find(maker).map(User::name).orElseGet(() -> new UserName("somebody"));
        if (serverOwnerMap.putIfAbsent(server, new ServerOwner(maker, name)) == null) {
            receivers.forEach(receiver -> receiver.accept(current()));
        }
    }
}
