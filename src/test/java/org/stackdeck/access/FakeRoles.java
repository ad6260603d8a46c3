package org.stackdeck.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Directory;

/** Roles in memory; none is ever in use. */
public class FakeRoles implements Roles {

    private final Map<String, Role> own = new ConcurrentSkipListMap<>();
    private final Directory directory;

    public FakeRoles(Directory directory) {
        this.directory = directory;
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
