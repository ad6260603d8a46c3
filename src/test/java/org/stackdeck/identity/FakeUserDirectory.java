package org.stackdeck.identity;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Users in memory. The ID of a user is derived from the name. */
public class FakeUserDirectory implements UserDirectory {

    private final Map<UserId, User> users = new ConcurrentHashMap<>();
    private final AtomicInteger readCount = new AtomicInteger();

    public User administrator(String name) {
        return add(name, User.State.ACTIVE, User.Role.ADMINISTRATOR);
    }

    public User member(String name) {
        return add(name, User.State.ACTIVE, User.Role.MEMBER);
    }

    /** Adds or replaces the user. */
    public User add(String name, User.State state, User.Role role) {
        User user = new User(idOf(name), new UserName(name), "The " + name, state, role, null, null, 1, Instant.EPOCH);
        users.put(user.id(), user);
        return user;
    }

    /** Returns the number of lookups by ID. */
    public int readCount() {
        return readCount.get();
    }

    /** Creates a caller for the user, with a fixed address. */
    public static Caller caller(User user) {
        return new Caller(user.id(), user.name(), "192.0.2.7", Caller.Channel.REST);
    }

    public static UserId idOf(String name) {
        return new UserId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Optional<User> find(UserId id) {
        readCount.incrementAndGet();
        return Optional.ofNullable(users.get(id));
    }

    @Override
    public Optional<User> find(UserName name) {
        return Optional.ofNullable(users.get(idOf(name.value())));
    }

    @Override
    public List<User> all() {
        return users.values().stream().sorted(Comparator.comparing(User::name)).toList();
    }

    @Override
    public User requireAdministrator(Caller caller) {
        return find(caller.userId()).filter(User::isAdministrator).orElseThrow(NotAdministratorException::new);
    }
}
