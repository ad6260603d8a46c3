package org.stackdeck.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Directory;

/** Roles in memory, with usage set by the test. */
public class FakeRoles implements Roles {

    private final Map<String, Role> own = new ConcurrentSkipListMap<>();
    private final Map<String, RoleUse> uses = new ConcurrentHashMap<>();
    private final Directory directory;

    public FakeRoles(Directory directory) {
        this.directory = directory;
    }

    public void use(String word, RoleUse use) {
        uses.put(word, use);
    }

    @Override
    public List<Role> all() {
        return Stream.concat(Role.BUILT_IN.stream(), own.values().stream()).toList();
    }

    @Override
    public Optional<Role> find(String word) {
        return all().stream().filter(role -> role.word().equals(word)).findFirst();
    }

    @Override
    public Map<String, RoleUse> uses() {
        return Map.copyOf(uses);
    }

    @Override
    public Role create(Caller caller, Role role) {
        Role there = own.get(role.word());
        if (there != null) {
            throw new RoleConflictException(role.word(), there);
        }
        return save(caller, role);
    }

    @Override
    public Role change(Caller caller, Role before, Role role) {
        if (!before.equals(own.get(role.word()))) {
            throw new RoleConflictException(role.word(), own.get(role.word()));
        }
        return save(caller, role);
    }

    @Override
    public Role save(Caller caller, Role role) {
        directory.requireAdministrator(caller);
        requireOwn(role.word());
        own.put(role.word(), role);
        return role;
    }

    @Override
    public void remove(Caller caller, String word) {
        directory.requireAdministrator(caller);
        requireOwn(word);
        if (own.remove(word) == null) {
            throw new UnknownRoleException(word);
        }
    }

    private static void requireOwn(String word) {
        if (Role.builtIn(word).isPresent()) {
            throw new RoleProtectedException(word, RoleProtectedException.Reason.BUILT_IN);
        }
    }
}
