package org.stackdeck.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.UserId;

/** Grants in memory. Asks the directory whether the caller is an administrator, as the true ones do. */
public class FakeGrants implements Grants {

    private final Map<UserId, List<Grant>> grants = new ConcurrentHashMap<>();
    private final Directory directory;

    public FakeGrants(Directory directory) {
        this.directory = directory;
    }

    @Override
    public List<Grant> of(UserId user) {
        return List.copyOf(grants.getOrDefault(user, List.of()));
    }

    @Override
    public List<Grant> all() {
        return grants.values().stream().flatMap(List::stream).toList();
    }

    @Override
    public Grant give(Caller caller, UserId user, Wish wish) {
        directory.requireAdministrator(caller);
        Grant given = grant(user, wish);
        List<Grant> more = new ArrayList<>(of(user));
        more.add(given);
        grants.put(user, more);
        return given;
    }

    @Override
    public List<Grant> replace(Caller caller, UserId user, List<Wish> wishes) {
        directory.requireAdministrator(caller);
        grants.put(user, wishes.stream().map(wish -> grant(user, wish)).toList());
        return of(user);
    }

    @Override
    public void revoke(Caller caller, GrantId grant) {
        directory.requireAdministrator(caller);
        grants.replaceAll(
                (user, all) -> all.stream().filter(g -> !g.id().equals(grant)).toList());
    }

    /** A grant as wished for, with a new id. */
    public static Grant grant(UserId user, Wish wish) {
        return new Grant(
                new GrantId(UUID.randomUUID()),
                user,
                wish.cloud(),
                wish.project(),
                wish.role(),
                wish.from(),
                wish.until());
    }
}
