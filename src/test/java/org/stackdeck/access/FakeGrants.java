package org.stackdeck.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.UserId;

/** Grants in memory; those of groups apply to no user. Checks whether the caller is an administrator. */
public class FakeGrants implements Grants {

    private final Map<Grantee, List<Grant>> grants = new ConcurrentHashMap<>();
    private final Directory directory;

    public FakeGrants(Directory directory) {
        this.directory = directory;
    }

    @Override
    public List<Grant> of(Grantee grantee) {
        return List.copyOf(grants.getOrDefault(grantee, List.of()));
    }

    @Override
    public List<Grant> reaching(UserId user) {
        return of(Grantee.of(user));
    }

    @Override
    public List<Grant> all() {
        return grants.values().stream().flatMap(List::stream).toList();
    }

    @Override
    public Map<UserId, Integer> countsReaching() {
        Map<UserId, Integer> counts = new HashMap<>();
        grants.forEach((grantee, given) -> {
            if (grantee instanceof Grantee.OfUser(var user)) {
                counts.put(user, given.size());
            }
        });
        return counts;
    }

    @Override
    public Optional<Grant> find(GrantId id) {
        return all().stream().filter(grant -> grant.id().equals(id)).findFirst();
    }

    @Override
    public Grant give(Caller caller, Grantee grantee, Terms terms) {
        directory.requireAdministrator(caller);
        Grant given = grant(grantee, terms);
        List<Grant> more = new ArrayList<>(of(grantee));
        more.add(given);
        grants.put(grantee, more);
        return given;
    }

    @Override
    public List<Grant> replace(Caller caller, Grantee grantee, List<Terms> terms) {
        directory.requireAdministrator(caller);
        grants.put(grantee, terms.stream().map(wish -> grant(grantee, wish)).toList());
        return of(grantee);
    }

    @Override
    public void revoke(Caller caller, GrantId grant) {
        directory.requireAdministrator(caller);
        grants.replaceAll(
                (_, all) -> all.stream().filter(g -> !g.id().equals(grant)).toList());
    }

    /** Grant with these terms and a new id. */
    public static Grant grant(Grantee grantee, Terms terms) {
        return new Grant(new GrantId(UUID.randomUUID()), grantee, terms);
    }
}
