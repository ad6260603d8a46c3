package org.stackdeck.access;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;

/** The grants in the database. */
@Service
class StoredGrants implements Grants {

    private final GrantRepository grants;
    private final Directory directory;
    private final GrantAudit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    StoredGrants(
            GrantRepository grants,
            Directory directory,
            GrantAudit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.grants = grants;
        this.directory = directory;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Grant> of(UserId user) {
        return stored(user).stream().map(StoredGrant::toGrant).toList();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Grant> all() {
        return grants.findAllByOrderBySubjectIdAscCloudAscProjectAscRoleAscId().stream()
                .map(StoredGrant::toGrant)
                .toList();
    }

    @Override
    @Transactional
    public Grant give(Caller caller, UserId user, Wish wish) {
        User subject = begin(caller, user);
        Optional<StoredGrant> same =
                stored(user).stream().filter(g -> g.fulfils(wish)).findFirst();
        return same.map(StoredGrant::toGrant).orElseGet(() -> {
            Grant given = add(caller, subject, wish);
            events.publishEvent(new AccessChanged(user));
            return given;
        });
    }

    @Override
    @Transactional
    public List<Grant> replace(Caller caller, UserId user, List<Wish> wishes) {
        User subject = begin(caller, user);
        List<StoredGrant> before = stored(user);
        List<Wish> missing = new ArrayList<>(wishes.stream().distinct().toList());
        for (StoredGrant grant : before) {
            if (!missing.removeIf(grant::fulfils)) {
                remove(caller, subject, grant);
            }
        }
        missing.forEach(wish -> add(caller, subject, wish));
        List<Grant> now = of(user);
        if (!now.equals(before.stream().map(StoredGrant::toGrant).toList())) {
            events.publishEvent(new AccessChanged(user));
        }
        return now;
    }

    @Override
    @Transactional
    public void revoke(Caller caller, GrantId grant) {
        requireAdministrator(caller, "grant.revoke", grant.toString());
        grants.lock();
        grants.findById(grant.value()).ifPresent(stored -> {
            UserId user = stored.toGrant().subject();
            remove(caller, directory.find(user).orElseThrow(UnknownUserException::new), stored);
            events.publishEvent(new AccessChanged(user));
        });
    }

    private User begin(Caller caller, UserId user) {
        requireAdministrator(caller, "grant.create", user.toString());
        grants.lock();
        return directory.find(user).orElseThrow(UnknownUserException::new);
    }

    private void requireAdministrator(Caller caller, String action, String object) {
        try {
            directory.requireAdministrator(caller);
        } catch (NotAdministratorException e) {
            audit.refused(caller, action, object);
            throw e;
        }
    }

    private Grant add(Caller caller, User subject, Wish wish) {
        Grant given = grants.save(new StoredGrant(subject.id(), wish, caller.userId(), clock.instant()))
                .toGrant();
        audit.given(caller, subject, given);
        return given;
    }

    private void remove(Caller caller, User subject, StoredGrant grant) {
        grants.delete(grant);
        audit.revoked(caller, subject, grant.toGrant());
    }

    private List<StoredGrant> stored(UserId user) {
        return grants.findBySubjectIdOrderByCloudAscProjectAscRoleAscId(user.value());
    }
}
