package org.stackdeck.access.grant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.stackdeck.access.Grant;
import org.stackdeck.access.GrantId;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Grantee;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;

/**
 * Keeps grants in memory. Ignores grants of groups when it lists the grants of a user. Changes require an
 * administrator.
 */
public class FakeGrantService implements GrantService {

    private final Map<Grantee, List<Grant>> grants = new ConcurrentHashMap<>();
    private final UserDirectory userDirectory;

    public FakeGrantService(UserDirectory userDirectory) {
        this.userDirectory = userDirectory;
    }

    @Override
    public List<Grant> listByGrantee(Grantee grantee) {
        return List.copyOf(grants.getOrDefault(grantee, List.of()));
    }

    @Override
    public List<Grant> listByUser(UserId user) {
        return listByGrantee(Grantee.of(user));
    }

    @Override
    public List<Grant> list() {
        return grants.values().stream().flatMap(List::stream).toList();
    }

    @Override
    public Map<UserId, Integer> countByUser() {
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
        return list().stream().filter(grant -> grant.id().equals(id)).findFirst();
    }

    @Override
    public List<GrantCreation> createAll(Caller caller, List<Grantee> grantees, List<GrantTerms> grantTerms) {
        userDirectory.requireAdministrator(caller);
        Map<Grantee, List<Grant>> before = Map.copyOf(grants);
        try {
            return grantees.stream()
                    .flatMap(grantee -> grantTerms.stream().map(terms -> findOrCreate(grantee, terms)))
                    .toList();
        } catch (TooManyGrantsException e) {
            grants.clear();
            grants.putAll(before);
            throw e;
        }
    }

    private GrantCreation findOrCreate(Grantee grantee, GrantTerms terms) {
        List<Grant> existing = listByGrantee(grantee);
        return existing.stream()
                .filter(grant -> grant.terms().equals(terms))
                .findFirst()
                .map(grant -> new GrantCreation(grant, false))
                .orElseGet(() -> {
                    if (existing.size() >= MAX_PER_GRANTEE) {
                        throw new TooManyGrantsException();
                    }
                    Grant created = grant(grantee, terms);
                    grants.put(
                            grantee,
                            Stream.concat(existing.stream(), Stream.of(created)).toList());
                    return new GrantCreation(created, true);
                });
    }

    @Override
    public List<Grant> replace(Caller caller, Grantee grantee, List<GrantTerms> grantTerms) {
        userDirectory.requireAdministrator(caller);
        grants.put(
                grantee, grantTerms.stream().map(wish -> grant(grantee, wish)).toList());
        return listByGrantee(grantee);
    }

    @Override
    public void revoke(Caller caller, GrantId grant) {
        userDirectory.requireAdministrator(caller);
        grants.replaceAll(
                (_, all) -> all.stream().filter(g -> !g.id().equals(grant)).toList());
    }

    /** Creates a grant with these terms and a new ID. */
    public static Grant grant(Grantee grantee, GrantTerms grantTerms) {
        return new Grant(new GrantId(UUID.randomUUID()), grantee, grantTerms);
    }
}
