package org.stackdeck.access;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.Group;
import org.stackdeck.identity.Groups;
import org.stackdeck.identity.UserId;

/** Publishes {@link AccessChanged} for each user affected by a change of grants. */
@Component
class GrantNews {

    private final Groups groups;
    private final ApplicationEventPublisher events;

    GrantNews(Groups groups, ApplicationEventPublisher events) {
        this.groups = groups;
        this.events = events;
    }

    void changed(Grantee grantee) {
        changed(Set.of(grantee));
    }

    void changed(Collection<Grantee> grantees) {
        Set<UserId> users = new HashSet<>();
        grantees.forEach(grantee -> users.addAll(users(grantee)));
        users.forEach(user -> events.publishEvent(new AccessChanged(user)));
    }

    private Set<UserId> users(Grantee grantee) {
        return switch (grantee) {
            case Grantee.OfUser(UserId user) -> Set.of(user);
            case Grantee.OfGroup(var group) ->
                groups.find(group).map(Group::members).orElse(Set.of());
        };
    }
}
