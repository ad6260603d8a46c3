package org.stackdeck.access;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.identity.AdministratorWork;
import org.stackdeck.identity.AdministratorWork.Deed;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.Group;
import org.stackdeck.identity.GroupId;
import org.stackdeck.identity.GroupRemoved;
import org.stackdeck.identity.Groups;
import org.stackdeck.identity.UnknownGroupException;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.UserId;

/** Manages grants in the database. */
@Service
class StoredGrants implements Grants {

    private final GrantRepository grants;
    private final GrantBook book;
    private final Roles roles;
    private final Directory directory;
    private final Groups groups;
    private final AdministratorWork work;
    private final GrantNews news;
    private final Clock clock;

    StoredGrants(
            GrantRepository grants,
            GrantBook book,
            Roles roles,
            Directory directory,
            Groups groups,
            AdministratorWork work,
            GrantNews news,
            Clock clock) {
        this.grants = grants;
        this.book = book;
        this.roles = roles;
        this.directory = directory;
        this.groups = groups;
        this.work = work;
        this.news = news;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Grant> of(Grantee grantee) {
        return book.of(grantee);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Grant> reaching(UserId user) {
        return book.reaching(user);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Grant> all() {
        return book.all();
    }

    @Override
    @Transactional(readOnly = true)
    public Map<UserId, Integer> countsReaching() {
        Map<GroupId, Set<UserId>> members = groups.all().stream().collect(Collectors.toMap(Group::id, Group::members));
        Map<UserId, Integer> counts = new HashMap<>();
        for (StoredGrant grant : grants.findAll()) {
            Set<UserId> users = switch (grant.grantee()) {
                case Grantee.OfUser(var user) -> Set.of(user);
                case Grantee.OfGroup(var group) -> members.getOrDefault(group, Set.of());
            };
            users.forEach(user -> counts.merge(user, 1, Integer::sum));
        }
        return counts;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Grant> find(GrantId id) {
        return book.find(id);
    }

    @Override
    public Grant give(Caller caller, Grantee grantee, Terms terms) {
        Deed deed = new Deed(caller, "grant.create", "grant", null, null);
        return work.perform(deed, () -> {
            String name = begin(grantee);
            Terms known = known(terms);
            Optional<Grant> same = book.of(grantee).stream()
                    .filter(grant -> grant.terms().equals(known))
                    .findFirst();
            return same.orElseGet(() -> {
                requireRoom(book.stored(grantee).size() + 1);
                Grant given = add(deed, grantee, name, known);
                news.changed(grantee);
                return given;
            });
        });
    }

    @Override
    public List<Grant> replace(Caller caller, Grantee grantee, List<Terms> terms) {
        Deed deed = new Deed(caller, "grant.create", "grant", null, null);
        return work.perform(deed, () -> {
            String name = begin(grantee);
            requireRoom(terms.size());
            List<Terms> missing =
                    new ArrayList<>(terms.stream().map(this::known).distinct().toList());
            boolean changed = false;
            for (StoredGrant stored : book.stored(grantee)) {
                Grant grant = book.read(stored);
                if (!missing.remove(grant.terms())) {
                    remove(caller, stored, grant, name);
                    changed = true;
                }
            }
            for (Terms wanted : missing) {
                add(deed, grantee, name, wanted);
                changed = true;
            }
            if (changed) {
                news.changed(grantee);
            }
            return book.of(grantee);
        });
    }

    @Override
    public void revoke(Caller caller, GrantId id) {
        Deed deed = new Deed(caller, "grant.revoke", "grant", id.toString(), null);
        work.perform(deed, () -> {
            grants.lock();
            Optional<StoredGrant> stored = grants.findById(id.value());
            stored.ifPresent(found -> {
                Grant grant = book.read(found);
                remove(caller, found, grant, name(grant.grantee()));
                news.changed(grant.grantee());
            });
            return stored.isPresent();
        });
    }

    /** Deletes the grants of a deleted group. The audit trail contains the deletion of the group. */
    @EventListener
    void on(GroupRemoved event) {
        grants.lock();
        book.stored(Grantee.of(event.group())).forEach(grants::delete);
    }

    private static void requireRoom(int wanted) {
        if (wanted > MOST) {
            throw new TooManyGrantsException();
        }
    }

    private String begin(Grantee grantee) {
        grants.lock();
        return name(grantee);
    }

    private String name(Grantee grantee) {
        return switch (grantee) {
            case Grantee.OfUser(var user) ->
                directory
                        .find(user)
                        .orElseThrow(UnknownUserException::new)
                        .name()
                        .value();
            case Grantee.OfGroup(var group) ->
                groups.find(group)
                        .orElseThrow(UnknownGroupException::new)
                        .name()
                        .value();
        };
    }

    /** Replaces the role by the current one with the same name. */
    private Terms known(Terms terms) {
        Role role = terms.role();
        return role.named()
                ? terms.withRole(roles.find(role.word()).orElseThrow(() -> new UnknownRoleException(role.word())))
                : terms;
    }

    private Grant add(Deed deed, Grantee grantee, String name, Terms terms) {
        StoredGrant stored =
                grants.save(new StoredGrant(grantee, terms, deed.caller().userId(), clock.instant()));
        Grant given = book.read(stored);
        work.done(deed.on(given.id().toString(), name), GrantWords.of(given, name));
        return given;
    }

    private void remove(Caller caller, StoredGrant stored, Grant grant, String name) {
        grants.delete(stored);
        work.done(new Deed(caller, "grant.revoke", "grant", grant.id().toString(), name), GrantWords.of(grant, name));
    }
}
