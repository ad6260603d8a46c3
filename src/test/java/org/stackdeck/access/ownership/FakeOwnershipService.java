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
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.platform.Subscription;

/** Keeps owners in memory. {@link #assign} requires an administrator. Notifies subscribers on the calling thread. */
public class FakeOwnershipService implements OwnershipService, OwnerCache {

    private final Map<ActionTarget, Owner> ownerMap = new ConcurrentHashMap<>();
    private final List<Consumer<OwnerMap>> receivers = new CopyOnWriteArrayList<>();
    private final UserDirectory userDirectory;
    private volatile Runnable setBeforeAssign = () -> {};

    public FakeOwnershipService(UserDirectory userDirectory) {
        this.userDirectory = userDirectory;
    }

    /** Sets a task that runs before {@link #assign} changes the owner. The task may throw an exception. */
    public void setBeforeAssign(Runnable action) {
        setBeforeAssign = action;
    }

    /** Sets the owner without a check, as if another administrator had assigned the resource. */
    public void setOwner(ActionTarget target, User user) {
        ownerMap.put(target, new Owner(user.id(), user.name()));
        notifySubscribers();
    }

    public int subscriberCount() {
        return receivers.size();
    }

    @Override
    public Set<ActionTarget> findOwnedBy(UserId user) {
        return ownerMap.entrySet().stream()
                .filter(entry -> entry.getValue().id().equals(user))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<UserId> findOwner(ActionTarget target) {
        return Optional.ofNullable(ownerMap.get(target)).map(Owner::id);
    }

    @Override
    public OwnerMap loadAll() {
        return new OwnerMap(ownerMap);
    }

    @Override
    public OwnerMap current() {
        return loadAll();
    }

    @Override
    public Subscription subscribe(Consumer<OwnerMap> receiver) {
        receivers.add(receiver);
        receiver.accept(current());
        return () -> receivers.remove(receiver);
    }

    @Override
    public void assign(Caller caller, ResourceAttributes resource, @Nullable UserId owner) {
        userDirectory.requireAdministrator(caller);
        setBeforeAssign.run();
        if (owner == null) {
            deleteOwner(resource.target());
        } else {
            setOwner(resource.target(), userDirectory.find(owner).orElseThrow(UnknownUserException::new));
        }
    }

    /** Also accepts unknown users, under the name "somebody". */
    @Override
    public void assignToCreator(UserId maker, ActionTarget target) {
        UserName name = userDirectory.find(maker).map(User::name).orElseGet(() -> new UserName("somebody"));
        if (ownerMap.putIfAbsent(target, new Owner(maker, name)) == null) {
            notifySubscribers();
        }
    }

    @Override
    public void deleteOwner(ActionTarget target) {
        if (ownerMap.remove(target) != null) {
            notifySubscribers();
        }
    }

    private void notifySubscribers() {
        receivers.forEach(receiver -> receiver.accept(current()));
    }
}
