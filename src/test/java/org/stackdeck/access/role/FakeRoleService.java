package org.stackdeck.access.role;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Role;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserDirectory;

/** Keeps roles in memory. The test sets their usage. */
public class FakeRoleService implements RoleService {

    private final Map<String, Role> own = new ConcurrentSkipListMap<>();
    private final Map<String, RoleUsage> uses = new ConcurrentHashMap<>();
    private final UserDirectory userDirectory;
    private @Nullable RuntimeException failure;

    public FakeRoleService(UserDirectory userDirectory) {
        this.userDirectory = userDirectory;
    }

    public void setUsage(String word, RoleUsage usage) {
        uses.put(word, usage);
    }

    /** Sets the exception that creations and updates throw; null for none. */
    public void fail(@Nullable RuntimeException how) {
        failure = how;
    }

    @Override
    public List<Role> list() {
        return Stream.concat(Role.BUILT_IN.stream(), own.values().stream()).toList();
    }

    @Override
    public Optional<Role> find(String word) {
        return list().stream().filter(role -> role.name().equals(word)).findFirst();
    }

    @Override
    public Map<String, RoleUsage> usage() {
        return Map.copyOf(uses);
    }

    @Override
    public Role create(Caller caller, Role role) {
        userDirectory.requireAdministrator(caller);
        if (own.containsKey(role.name())) {
            throw new RoleConflictException(role.name());
        }
        return createOrUpdate(caller, role);
    }

    @Override
    public Role update(Caller caller, Role before, Role role) {
        userDirectory.requireAdministrator(caller);
        if (!before.equals(own.get(role.name()))) {
            throw new RoleConflictException(role.name());
        }
        return createOrUpdate(caller, role);
    }

    @Override
    public Role createOrUpdate(Caller caller, Role role) {
        userDirectory.requireAdministrator(caller);
        if (failure != null) {
            throw failure;
        }
        requireOwn(role.name());
        own.put(role.name(), role);
        return role;
    }

    @Override
    public void delete(Caller caller, String word) {
        userDirectory.requireAdministrator(caller);
        requireOwn(word);
        if (own.remove(word) == null) {
            throw new UnknownRoleException(word);
        }
    }

    private static void requireOwn(String word) {
        if (Role.findBuiltIn(word).isPresent()) {
            throw new RoleChangeRefusedException(word, RoleChangeRefusedException.Reason.BUILT_IN);
        }
    }
}
